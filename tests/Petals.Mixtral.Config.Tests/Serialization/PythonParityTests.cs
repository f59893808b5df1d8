using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>Single differences from Python that a comparison of many configs found.</summary>
public sealed class PythonParityTests
{
    [Theory]
    [InlineData("2.9802322387695312e-08")]
    [InlineData("-2.9802322387695312e-08")]
    [InlineData("4.1045368012983762e-289")]
    [InlineData("-4.1045368012983762e-289")]
    [InlineData("5e-324")]
    [InlineData("1.7976931348623157e+308")]
    [InlineData("2.2250738585072014e-308")]
    public void A_float_is_written_with_the_value_that_was_read(string number)
    {
        string text = DistributedMixtralConfig
            .FromJson($$"""{"rms_norm_eps": {{number}}, "x": [{{number}}]}""")
            .ToJsonString();

        text.Should().Contain($"\"rms_norm_eps\": {number},").And.Contain($"    {number}\n");
    }

    [Fact]
    public void Every_power_of_two_is_written_with_its_value()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++)
        {
            double value = Math.ScaleB(1, exponent);
            var config = new DistributedMixtralConfig { RmsNormEps = value };

            DistributedMixtralConfig.FromJson(config.ToJsonString()).RmsNormEps.Should().Be(value);
        }
    }

    [Theory]
    [InlineData("""{"model_type": null}""")]
    [InlineData("""{"model_type": "mixtral"}""")]
    [InlineData("{}")]
    public void The_model_type_of_the_class_is_written(string json)
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(json);

        config.ToJsonString().Should().Contain("\"model_type\": \"mixtral\",");
        config.ToJsonString(useDiff: false).Should().Contain("\"model_type\": \"mixtral\",");
    }

    [Fact]
    public void The_dtype_before_quantisation_is_dropped_from_a_quantised_model()
    {
        const string Dtype = "\"_pre_quantization_dtype\": \"float16\"";
        string quantised = DistributedMixtralConfig
            .FromJson($$$"""{"quantization_config": {"bits": 4}, {{{Dtype}}}}""")
            .ToJsonString();

        quantised.Should().Contain("\"bits\": 4").And.NotContain("_pre_quantization_dtype");
        DistributedMixtralConfig.FromJson($"{{{Dtype}}}").ToJsonString().Should().Contain(Dtype);
    }

    [Theory]
    [InlineData("""{"temperature": 1.0}""", "{}")]
    [InlineData("""{"temperature": 1, "x": 2}""", """{"x": 2.0, "top_k": 50}""")]
    [InlineData("""{"do_sample": 0}""", """{"do_sample": false}""")]
    public void A_generation_setting_with_its_default_equals_one_that_is_missing(string left, string right)
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(left);
        DistributedMixtralConfig other = DistributedMixtralConfig.FromJson(right);

        config.Should().Be(other);
        config.GetHashCode().Should().Be(other.GetHashCode());
        config.Model.Should().Be(other.Model);
    }

    [Theory]
    [InlineData("""{"temperature": 0.5}""", "{}")]
    [InlineData("""{"temperature": null}""", "{}")]
    [InlineData("""{"task_specific_params": {"temperature": 1.0}}""", """{"task_specific_params": {}}""")]
    public void Another_value_is_not_the_default(string left, string right) =>
        DistributedMixtralConfig.FromJson(left).Should().NotBe(DistributedMixtralConfig.FromJson(right));

    [Fact]
    public void Labels_and_their_number_in_one_update_must_agree()
    {
        var config = new DistributedMixtralConfig();
        KeyValuePair<string, JsonElement> labels = new(
            "id2label",
            JsonElement.Parse("""{"0": "a", "1": "b", "2": "c"}""")
        );

        config
            .Invoking(it => it.Update([labels, new("num_labels", JsonElement.Parse("2"))]))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                "the update, $.num_labels: expected 3, the number of labels in the id2label of the same update, found 2."
            );
        config.Update([labels, new("num_labels", JsonElement.Parse("3"))]).Id2Label[2].Should().Be("c");
        config.Update([new("num_labels", JsonElement.Parse("3")), labels]).Id2Label[2].Should().Be("c");
    }

    [Fact]
    public void One_update_of_several_keys_changes_them_all()
    {
        DistributedMixtralConfig config = new DistributedMixtralConfig().Update([
            new("max_pinged", JsonElement.Parse("5")),
            new("rope_theta", JsonElement.Parse("10000")),
        ]);

        config.MaxPinged.Should().Be(5);
        config.ToJsonString().Should().Contain("\"rope_theta\": 10000,").And.Contain("\"max_pinged\": 5,");
        config.Invoking(it => it.Update(null!)).Should().Throw<ArgumentNullException>();
    }
}
