namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>Times in a configuration that a <see cref="TimeSpan"/> cannot hold.</summary>
public sealed class LargeTimeTests
{
    [Theory]
    [InlineData("1e30")]
    [InlineData("922337203686")]
    [InlineData("10675199.02:48:05.4775808")]
    [InlineData("-1e300")]
    [InlineData("-Infinity")]
    [InlineData("-10675200.00:00:00")]
    public void Bind_names_the_longest_time_when_a_time_is_too_long(string text) =>
        Throws<ConfigFormatException>(
            () => TinyOptions.New().Bind(TinyOptions.Texts(("Client:RequestTimeout", text))),
            "the configuration, Petals:Client:RequestTimeout: "
                + $"expected from 0 to 922337203685 seconds, or Infinity, found '{text}'."
        );
}
