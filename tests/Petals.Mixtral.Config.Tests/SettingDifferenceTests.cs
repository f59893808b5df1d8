namespace Petals.Mixtral.Config.Tests;

public sealed class SettingDifferenceTests
{
    [Theory]
    [InlineData("1000000", "1000000.0", true)]
    [InlineData("{\"a\": 1, \"b\": NaN}", "{\"b\": NaN, \"a\": 1.0}", true)]
    [InlineData("\"é\"", "\"\\u00e9\"", true)]
    [InlineData("\"é\"", "\"ü\"", false)]
    [InlineData("1", "2", false)]
    public void Values_are_compared_as_Python_compares_them(string left, string right, bool areEqual) =>
        WithKey(left).Differences(WithKey(right)).Any().Should().Be(!areEqual);

    [Fact]
    public void Each_difference_has_the_key_and_both_values()
    {
        var config = new DistributedMixtralConfig();
        DistributedMixtralConfig other = config with { MaxRetries = 3, NumLocalExperts = 4 };

        config
            .Differences(other)
            .Select(difference => (difference.Key, difference.Value, difference.OtherValue))
            .Should()
            .Equal(("max_retries", "null", "3"), ("num_local_experts", "8", "4"));
        config.Differences(other)[0].ToString().Should().Be("max_retries: null -> 3");
        config.Differences(config).Should().BeEmpty();
    }

    [Fact]
    public void A_key_that_only_one_config_has_is_a_difference_without_a_value()
    {
        DistributedMixtralConfig config = WithKey("1");

        config.Differences(new DistributedMixtralConfig()).Should().ContainSingle().Which.OtherValue.Should().BeNull();
        new DistributedMixtralConfig().Differences(config).Should().ContainSingle().Which.Value.Should().BeNull();
    }

    private static DistributedMixtralConfig WithKey(string value) => Read($$"""{"key": {{value}}}""");
}
