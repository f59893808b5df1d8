using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What is tried again, how often, and after what time.</summary>
public sealed class RetryTests
{
    public static TheoryData<int> PassingFailures => [408, 429, 500, 502, 503, 504];

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_failure_that_passes_is_not_noticed(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(3, status);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options).HiddenSize.Should().Be(64);

        fixture.Hub.Requests.Should().HaveCount(5);
        fixture.Log.Entries.Should().Contain(entry => entry.Message.StartsWith("acme/tiny: retry 3 of 3 in "));
    }

    [Theory]
    [MemberData(nameof(PassingFailures))]
    public async Task A_failure_that_stays_is_an_error_after_four_requests(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(int.MaxValue, status);

        HubException exception = await fixture.FailAsync<HubException>();

        exception.Should().BeEquivalentTo(new { StatusCode = (System.Net.HttpStatusCode)status, IsTransient = true });
        fixture.Hub.Requests.Should().HaveCount(4 * 2);
        fixture.ShouldHaveKeptNothing();
    }

    [Fact]
    public async Task The_waits_grow_and_are_never_quite_the_same()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(int.MaxValue, 503);

        await fixture.FailAsync<HubException>();

        fixture.Clock.Waits.Should().HaveCount(3 * 2).And.OnlyContain(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(10)).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("99999999", 20)]
    public async Task The_Hub_says_how_long_to_wait_within_reason(string header, int seconds)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(1, 429, "Retry-After", header);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options);

        fixture.Clock.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task The_Hub_may_say_a_date_until_which_to_wait()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(1, 503, "Retry-After", DateTimeOffset.UtcNow.AddSeconds(9).ToString("r"));

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options);

        fixture.Clock.Waits.Should().ContainSingle().Which.Should().BeCloseTo(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("0")]
    public async Task A_wait_that_makes_no_sense_is_not_taken(string header)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(1, 429, "Retry-After", header);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: fixture.Options).HiddenSize.Should().Be(64);

        fixture.Clock.Waits.Should().ContainSingle().Which.Should().BeLessThan(TimeSpan.FromSeconds(3));
    }
}
