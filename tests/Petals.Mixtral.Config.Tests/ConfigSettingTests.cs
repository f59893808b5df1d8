namespace Petals.Mixtral.Config.Tests;

/// <summary>Whether two settings have equal values.</summary>
public sealed class ConfigSettingTests
{
    [Theory]
    [InlineData("1000000", "1000000.0", true)]
    [InlineData("{\"a\": 1, \"b\": NaN}", "{\"b\": NaN, \"a\": 1.0}", true)]
    [InlineData("\"é\"", "\"\\u00e9\"", true)]
    [InlineData("\"é\"", "\"ü\"", false)]
    [InlineData("", "", true)]
    [InlineData("", "null", false)]
    [InlineData("{", "{", true)]
    [InlineData("{", "[", false)]
    [InlineData("1", "2", false)]
    public void They_are_compared_as_JSON_or_else_as_texts(string left, string right, bool areEqual)
    {
        Of(left).HasValueOf(Of(right)).Should().Be(areEqual);
        Of(right).HasValueOf(Of(left)).Should().Be(areEqual);
    }

    private static ConfigSetting Of(string value) => new("key", ConfigPart.Mixtral, value, SettingOrigin.File);
}
