namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>Single differences from Python that a comparison of many configs found.</summary>
public sealed class PythonParityTests
{
    [Fact]
    public void Every_power_of_two_is_written_with_its_value()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++)
        {
            double value = Math.ScaleB(1, exponent);
            Read(new DistributedMixtralConfig { RmsNormEps = value }.ToJsonString()).RmsNormEps.Should().Be(value);
        }
    }

    [Theory]
    [InlineData("""{"temperature": 1.0}""", "{}", true)]
    [InlineData("""{"temperature": 1, "x": 2}""", """{"x": 2.0, "top_k": 50}""", true)]
    [InlineData("""{"do_sample": 0}""", """{"do_sample": false}""", true)]
    [InlineData("""{"temperature": 0.5}""", "{}", false)]
    [InlineData("""{"temperature": null}""", "{}", false)]
    [InlineData("""{"task_specific_params": {"temperature": 1.0}}""", """{"task_specific_params": {}}""", false)]
    public void A_generation_setting_with_its_default_equals_a_missing_one(string left, string right, bool areEqual)
    {
        (DistributedMixtralConfig config, DistributedMixtralConfig other) = (Read(left), Read(right));

        config.Equals(other).Should().Be(areEqual);
        config.Model.Equals(other.Model).Should().Be(areEqual);
        (config.GetHashCode() == other.GetHashCode()).Should().Be(areEqual);
    }

    [Fact]
    public void Labels_and_their_number_in_one_update_must_agree()
    {
        var config = new DistributedMixtralConfig();
        KeyValuePair<string, JsonElement> labels = new("id2label", Element("""{"0": "a", "1": "b", "2": "c"}"""));

        Throws<ConfigFormatException>(
            () => config.Update([labels, new("num_labels", Element("2"))]),
            "the update, $.num_labels: expected 3, the number of labels in the id2label of the same update, found 2."
        );
        config.Update([labels, new("num_labels", Element("3"))]).Id2Label[2].Should().Be("c");
        config.Update([new("num_labels", Element("3")), labels]).Id2Label[2].Should().Be("c");
    }

    [Fact]
    public void One_update_of_several_keys_changes_them_all()
    {
        DistributedMixtralConfig config = new DistributedMixtralConfig().Update([
            new("max_pinged", Element("5")),
            new("rope_theta", Element("10000")),
        ]);

        config.ToJsonString().Should().Contain("\"rope_theta\": 10000,").And.Contain("\"max_pinged\": 5,");
        Throws<ArgumentNullException>(() => config.Update(null!));
    }
}
