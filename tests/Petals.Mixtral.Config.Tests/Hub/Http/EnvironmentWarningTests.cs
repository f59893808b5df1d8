using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Warnings about variables that do not have the effect that the user probably wants.</summary>
public sealed class EnvironmentWarningTests
{
    [Theory]
    [InlineData(
        "HF_HUB_OFFLINE",
        "'1'",
        "HF_HUB_OFFLINE is neither on nor off, so it counts as off. Set it to 1 or 0."
    )]
    [InlineData("TRANSFORMERS_OFFLINE", "maybe", "TRANSFORMERS_OFFLINE is neither on nor off")]
    [InlineData("HF_HUB_DISABLE_IMPLICIT_TOKEN", "\"1\"", "HF_HUB_DISABLE_IMPLICIT_TOKEN is neither on nor off")]
    [InlineData("HF_TOKEN", "\"hf_secret\"", "The access token from the variable HF_TOKEN has quotes around it")]
    [InlineData("HTTPS_PROXY", "ftp://proxy:1", "The proxy in HTTPS_PROXY has the scheme ftp, which cannot be used.")]
    public async Task A_download_warns_of_a_variable_without_its_effect(string name, string value, string warning)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables[name] = value;

        await fixture.LoadAsync(blocking: true);

        fixture
            .Log.Entries.Should()
            .ContainSingle(entry => entry.Level == LogLevel.Warning)
            .Which.Message.Should()
            .StartWith(warning)
            .And.NotContain("hf_secret");
    }

    [Theory]
    [InlineData("HF_HUB_OFFLINE", "0")]
    [InlineData("HF_HUB_OFFLINE", "False")]
    [InlineData("HF_HUB_OFFLINE", "off")]
    [InlineData("HTTPS_PROXY", "socks5://proxy:1")]
    [InlineData("HTTPS_PROXY", "proxy:1")]
    public async Task A_download_does_not_warn_of_a_clear_variable(string name, string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables[name] = value;

        await fixture.LoadAsync(blocking: true);

        fixture.Log.Entries.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }
}
