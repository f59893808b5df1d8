using System.Text.Json;

namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>An extra attribute cannot pose as a setting, and the error says what is to be done instead.</summary>
public sealed class ExtraKeysTests
{
    [Theory]
    [InlineData("hidden_size", "set the property HiddenSize.")]
    [InlineData("dtype", "set the property TorchDtype.")]
    [InlineData("name_or_path", "set the property NameOrPath.")]
    [InlineData("num_labels", "set the property Id2Label.")]
    [InlineData("model_type", "it cannot be set.")]
    [InlineData("xla_device", "it cannot be set.")]
    public void A_key_of_a_model_is_refused(string key, string advice)
    {
        foreach (
            Func<object> create in (Func<object>[])
                [
                    () => new MixtralConfig { ExtraAttributes = With(key) },
                    () => new DistributedMixtralConfig { ExtraAttributes = With(key) },
                ]
        )
        {
            create
                .Should()
                .Throw<ArgumentException>()
                .WithParameterName("value")
                .WithMessage($"'{key}' is not an extra attribute: {advice}*");
        }
    }

    [Theory]
    [InlineData("max_pinged", "set the property MaxPinged.")]
    [InlineData("block_class", "it cannot be set.")]
    public void A_key_of_Petals_is_refused_where_Petals_is_known(string key, string advice)
    {
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { ExtraAttributes = With(key) })
            .Should()
            .Throw<ArgumentException>()
            .WithParameterName("value")
            .WithMessage($"'{key}' is not an extra attribute: {advice}*");

        new MixtralConfig { ExtraAttributes = With(key) }
            .ExtraAttributes.Keys.Should()
            .Equal(key);
    }

    private static Dictionary<string, JsonElement> With(string key) => new() { [key] = JsonElement.Parse("1") };

    [Fact]
    public void Configs_that_differ_in_one_of_several_keys_are_not_equal()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"a": 1, "b": 2}""");

        config.Should().Be(DistributedMixtralConfig.FromJson("""{"b": 2.0, "a": 1}"""));
        config.Should().NotBe(DistributedMixtralConfig.FromJson("""{"a": 1, "b": 3}"""));
        config.Should().NotBe(DistributedMixtralConfig.FromJson("""{"a": 1, "c": 2}"""));
    }
}
