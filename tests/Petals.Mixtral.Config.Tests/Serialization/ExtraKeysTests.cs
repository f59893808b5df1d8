namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>An extra attribute cannot have the key of a setting, and the error contains the remedy.</summary>
public sealed class ExtraKeysTests
{
    [Theory]
    [InlineData("hidden_size", "set the property HiddenSize.")]
    [InlineData("dtype", "set the property TorchDtype.")]
    [InlineData("name_or_path", "set the property NameOrPath.")]
    [InlineData("num_labels", "set the property Id2Label.")]
    [InlineData("model_type", "it cannot be set.")]
    [InlineData("xla_device", "it cannot be set.")]
    [InlineData("max_pinged", "set the property MaxPinged.", true)]
    [InlineData("block_class", "it cannot be set.", true)]
    public void An_extra_attribute_with_the_key_of_a_setting_is_refused(
        string key,
        string advice,
        bool isOfPetals = false
    )
    {
        string message = $"'{key}' is not an extra attribute: {advice}*";

        Throws<ArgumentException>(
            () => new DistributedMixtralConfig { ExtraAttributes = Extra(key, "1") },
            message,
            "value"
        );
        if (isOfPetals)
        {
            new MixtralConfig { ExtraAttributes = Extra(key, "1") }
                .ExtraAttributes.Keys.Should()
                .Equal(key);
        }
        else
        {
            Throws<ArgumentException>(() => new MixtralConfig { ExtraAttributes = Extra(key, "1") }, message, "value");
        }
    }

    [Fact]
    public void Configs_that_differ_in_one_of_several_extra_attributes_are_not_equal()
    {
        DistributedMixtralConfig config = Read("""{"a": 1, "b": 2}""");

        config.Should().Be(Read("""{"b": 2.0, "a": 1}"""));
        config.Should().NotBe(Read("""{"a": 1, "b": 3}"""));
        config.Should().NotBe(Read("""{"a": 1, "c": 2}"""));
    }
}
