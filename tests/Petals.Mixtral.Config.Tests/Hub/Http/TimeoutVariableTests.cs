using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What the variables for time-outs may hold.</summary>
public sealed class TimeoutVariableTests
{
    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    public async Task What_is_no_number_of_seconds_is_an_error_that_names_the_variable(string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = value;

        (await fixture.FailAsync<HubValidationException>())
            .Message.Should()
            .Be($"HF_HUB_ETAG_TIMEOUT is '{value}'; it must be a number of seconds from 0 to 86400.");
        fixture.Hub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2.5")]
    [InlineData(" 30 ")]
    public async Task What_is_one_is_taken_and_0_counts_as_not_set(string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = fixture.Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = value;

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            .HiddenSize.Should()
            .Be(64);
    }
}
