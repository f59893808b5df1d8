namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Environment variables with values that have no effect, or that are invalid.</summary>
public sealed class EnvironmentWarningTests : HubTest
{
    [Theory]
    [InlineData(
        "HF_HUB_OFFLINE",
        "'1'",
        "HF_HUB_OFFLINE has no effect, because it is neither on nor off: set it to 1 or 0."
    )]
    [InlineData(
        "TRANSFORMERS_OFFLINE",
        "maybe",
        "TRANSFORMERS_OFFLINE has no effect, because it is neither on nor off"
    )]
    [InlineData(
        "HF_HUB_DISABLE_IMPLICIT_TOKEN",
        "\"1\"",
        "HF_HUB_DISABLE_IMPLICIT_TOKEN has no effect, because it is neither on nor off"
    )]
    [InlineData("HF_TOKEN", "\"hf_secret\"", "The access token from the variable HF_TOKEN has quotes around it")]
    [InlineData("HTTPS_PROXY", "ftp://proxy:1", "HTTPS_PROXY has no effect, because the scheme ftp cannot be used.")]
    public void A_download_warns_of_a_variable_without_effect(string name, string value, string warning)
    {
        Variables[name] = value;

        Load();

        Warnings.Should().ContainSingle().Which.Should().StartWith(warning).And.NotContain(Token);
    }

    [Theory]
    [InlineData("HF_HUB_OFFLINE", "0")]
    [InlineData("HF_HUB_OFFLINE", "False")]
    [InlineData("HF_HUB_OFFLINE", "off")]
    [InlineData("HTTPS_PROXY", "socks5://proxy:1")]
    [InlineData("HTTPS_PROXY", "proxy:1")]
    public void A_download_does_not_warn_of_a_valid_variable(string name, string value)
    {
        Variables[name] = value;

        Load();

        Warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    public async Task A_time_out_that_is_not_a_number_of_seconds_is_refused(string value)
    {
        Variables["HF_HUB_ETAG_TIMEOUT"] = value;

        (await FailAsync<HubValidationException>())
            .Message.Should()
            .Be($"HF_HUB_ETAG_TIMEOUT is '{value}'; it must be a number of seconds from 0 to 86400.");

        Hub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2.5")]
    [InlineData(" 30 ")]
    public void A_time_out_is_a_number_of_seconds_or_0_for_the_default(string value)
    {
        Variables["HF_HUB_ETAG_TIMEOUT"] = Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = value;

        ShouldLoad();
    }
}
