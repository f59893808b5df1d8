using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class LabelTests
{
    /// <summary>Python keeps such a label as the number it is, and writes it so.</summary>
    [Theory]
    [InlineData("1e6", "1000000.0")]
    [InlineData("-0", "0")]
    [InlineData("2.50", "2.5")]
    [InlineData("NaN", "NaN")]
    [InlineData("""{"__float__": "-Infinity"}""", "-Infinity")]
    [InlineData("true", "true")]
    [InlineData("7", "7")]
    public void A_label_that_is_no_string_is_the_text_that_Python_writes_so_that_it_reads_as_the_same(
        string value,
        string label
    )
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            $$"""{"label2id": {}, "id2label": {"0": {{value}} } }"""
        );

        config.Id2Label.Should().Equal(new Dictionary<int, string> { [0] = label });
        DistributedMixtralConfig
            .FromJson(config.ToJsonString())
            .Should()
            .Be(config with { TransformersVersion = "4.43.1" });
        JsonSerializer
            .Deserialize<DistributedMixtralConfig>(JsonSerializer.Serialize(config))
            .Should()
            .Be(config with { TransformersVersion = "4.43.1" });
    }

    [Fact]
    public void More_names_than_a_file_may_have_are_refused_before_they_are_written()
    {
        const int Many = 100_001;
        var labels = Enumerable.Range(0, Many).ToDictionary(id => id, id => $"label {id}");

        FluentActions
            .Invoking(() => new MixtralConfig { Id2Label = labels })
            .Should()
            .Throw<ArgumentException>()
            .WithMessage($"There are {Many} entries; a config has at most 100000.*");
        FluentActions
            .Invoking(() =>
                new MixtralConfig { Label2Id = labels.ToDictionary(label => label.Value, label => label.Key) }
            )
            .Should()
            .Throw<ArgumentException>();
        FluentActions
            .Invoking(() =>
                new MixtralConfig
                {
                    PrunedHeads = labels.Keys.ToDictionary(layer => layer, IReadOnlyList<int> (_) => [0]),
                }
            )
            .Should()
            .Throw<ArgumentException>();
    }

    [Fact]
    public void The_usual_ids_of_other_labels_are_left_out_as_Python_does_which_then_reads_none()
    {
        var config = MixtralConfig.FromJson(
            """{"id2label": {"0": "a", "1": "b"}, "label2id": {"LABEL_0": 0, "LABEL_1": 1}}"""
        );

        config.ToJsonString().Should().NotContain("label2id");
        MixtralConfig.FromJson(config.ToJsonString()).Label2Id.Should().BeNull();
    }
}
