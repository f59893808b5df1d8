namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class LabelTests
{
    [Fact]
    public void More_names_than_a_file_may_have_are_refused_before_they_are_written()
    {
        var labels = Enumerable.Range(0, 100_001).ToDictionary(id => id, id => $"label {id}");

        Throws<ArgumentException>(
            () => new MixtralConfig { Id2Label = labels },
            "There are 100001 entries; a config has at most 100000.*"
        );
        Throws<ArgumentException>(() =>
            new MixtralConfig { Label2Id = labels.ToDictionary(label => label.Value, label => label.Key) }
        );
        Throws<ArgumentException>(() =>
            new MixtralConfig { PrunedHeads = labels.Keys.ToDictionary(layer => layer, IReadOnlyList<int> (_) => [0]) }
        );
    }
}
