using Microsoft.AspNetCore.Http;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>What may go better the next time is tried again: a few times, after waits that grow.</summary>
public sealed class RetryTests
{
    [Theory]
    [MemberData(nameof(Statuses.Passing), MemberType = typeof(Statuses))]
    public async Task A_status_that_passes_is_waited_out(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(3, status);

        DistributedMixtralConfig config = await fixture.LoadAsync(blocking: status % 2 == 0);

        config.CommitHash.Should().Be(HubCacheBuilder.Commit);
        fixture.Hub.Requests.Select(request => request.Method).Should().Equal("HEAD", "HEAD", "HEAD", "HEAD", "GET");
        fixture.Clock.Waits.Should().HaveCount(3);
    }

    [Theory]
    [MemberData(nameof(Statuses.Passing), MemberType = typeof(Statuses))]
    public async Task A_status_that_stays_is_an_error_after_three_retries(int status)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => context.Response.StatusCode = status);

        HubException exception = await fixture.FailAsync<HubException>(options => options with { Token = "hf_secret" });

        exception.Message.Should().Contain($"answered {status}").And.NotContain("hf_secret");
        exception.IsTransient.Should().BeTrue();
        exception.StatusCode.Should().Be((System.Net.HttpStatusCode)status);
        fixture.Hub.Requests.Should().HaveCount(2 * 4).And.OnlyContain(request => request.Method == "HEAD");
        fixture.Clock.Waits.Should().HaveCount(2 * 3);
        fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_that_is_not_given_is_asked_for_again_with_all_that_is_said_of_it(bool blocking)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        int failures = 2;
        fixture.Hub.Answer = context =>
        {
            bool fails = context.Request.Method == "GET" && failures-- > 0;
            context.Response.StatusCode = fails ? 503 : 200;
            return Task.FromResult(fails);
        };

        await fixture.LoadAsync(blocking);

        fixture
            .Hub.Requests.Select(request => request.Method)
            .Should()
            .Equal("HEAD", "GET", "HEAD", "GET", "HEAD", "GET");
    }

    [Fact]
    public async Task The_waits_grow_and_differ_and_have_a_bound()
    {
        const int Loads = 20;
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.Answering(context => context.Response.StatusCode = 503);

        for (int i = 0; i < Loads; i++)
        {
            await fixture.FailAsync<HubException>();
        }

        TimeSpan[][] waits = [.. fixture.Clock.Waits.Chunk(3)];
        waits.Should().HaveCount(2 * Loads);
        double[] means =
        [
            .. Enumerable.Range(0, 3).Select(attempt => waits.Average(each => each[attempt].TotalSeconds)),
        ];
        means[1].Should().BeGreaterThan(means[0]);
        means[2].Should().BeGreaterThan(means[1]);
        fixture.Clock.Waits.Distinct().Should().HaveCountGreaterThan(Loads);
        fixture.Clock.Waits.Should().OnlyContain(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("20", 20)]
    [InlineData("99999999", 60)]
    [InlineData("Wed, 21 Oct 2015 07:28:07 GMT", 7)]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT", 60)]
    public async Task The_Hub_says_how_long_to_wait(string retryAfter, int seconds)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        FailOnce(fixture.Hub, retryAfter);

        await fixture.LoadAsync(blocking: seconds == 7);

        fixture.Clock.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("\"resolvers\";r=0;t=55", 55)]
    [InlineData("\"api\";r=9;t=3, \"resolvers\";r=0;t=7", 7)]
    [InlineData("\"resolvers\";r=0;t=99999", 60)]
    public async Task A_rate_limit_says_how_long_to_wait_and_the_log_reports_it(string rateLimit, int seconds)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(1, StatusCodes.Status429TooManyRequests, "RateLimit", rateLimit);

        await fixture.LoadAsync(blocking: false);

        fixture.Clock.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
        fixture.Log.Entries.Should().Contain(entry => entry.Message.Contains($"in {seconds}.0 s"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("Wed, 21 Oct 2015 07:27:00 GMT")]
    public async Task A_wait_that_is_none_is_as_if_it_were_not_said(string retryAfter)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        FailOnce(fixture.Hub, retryAfter);

        await fixture.LoadAsync(blocking: false);

        fixture
            .Clock.Waits.Should()
            .ContainSingle()
            .Which.Should()
            .BePositive()
            .And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_error_says_how_long_the_Hub_asked_to_wait()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Hub.FailingFirst(int.MaxValue, 429, "Retry-After", "90");

        HubException exception = await fixture.FailAsync<HubException>();

        exception.RetryAfter.Should().Be(TimeSpan.FromSeconds(90));
        exception.Message.Should().Contain("allows more requests");
    }

    private static void FailOnce(FakeHub hub, string retryAfter)
    {
        int failures = 1;
        hub.Answer = context =>
        {
            bool fails = failures-- > 0;
            if (fails)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = retryAfter;
                context.Response.Headers.Date = "Wed, 21 Oct 2015 07:28:00 GMT";
            }

            return Task.FromResult(fails);
        };
    }
}
