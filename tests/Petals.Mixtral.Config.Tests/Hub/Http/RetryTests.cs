namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Transient failures are retried a few times, after growing waits.</summary>
public sealed class RetryTests : HubTest
{
    [Theory]
    [MemberData(nameof(Statuses.Passing), MemberType = typeof(Statuses))]
    public async Task A_transient_status_is_retried_three_times(int status)
    {
        Hub.Failing(status);
        HubException exception = await ShouldFailAsync($"answered {status}", isTransient: true, requests: 4, gets: 0);
        exception.StatusCode.Should().Be((HttpStatusCode)status);
        Clock.Waits.Should().HaveCount(2 * 3);

        Clock.Waits.Clear();
        Hub.Failing(status, 3).Requests.Clear();
        (await LoadAsync(blocking: status % 2 == 0)).CommitHash.Should().Be(Commit);
        Methods.Should().Equal("HEAD", "HEAD", "HEAD", "HEAD", "GET");
        Clock.Waits.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_request_for_content_is_repeated_together_with_its_description(bool blocking)
    {
        int failures = 2;
        Hub.Answer = context =>
        {
            bool fails = context.Request.Method == "GET" && failures-- > 0;
            context.Response.StatusCode = fails ? 503 : 200;
            return Task.FromResult(fails);
        };

        await LoadAsync(blocking);

        Methods.Should().Equal("HEAD", "GET", "HEAD", "GET", "HEAD", "GET");
    }

    [Fact]
    public void The_waits_grow_vary_and_are_bounded()
    {
        const int Loads = 40;
        Hub.Failing(503);

        for (int i = 0; i < Loads; i++)
        {
            Fail<HubException>();
        }

        TimeSpan[][] waits = [.. Clock.Waits.Chunk(3)];
        waits.Should().HaveCount(Loads);
        Enumerable
            .Range(0, 3)
            .Select(attempt => waits.Average(each => each[attempt].TotalSeconds))
            .Should()
            .BeInAscendingOrder();
        Clock.Waits.Distinct().Should().HaveCountGreaterThan(Loads);
        Clock.Waits.Should().OnlyContain(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("20", 20)]
    [InlineData("99999999", 60)]
    [InlineData("Wed, 21 Oct 2015 07:28:07 GMT", 7)]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT", 60)]
    public async Task Retry_After_sets_the_wait_up_to_a_minute(string retryAfter, int seconds)
    {
        await LoadAfterAsync("Retry-After", retryAfter, blocking: seconds == 7);

        Clock.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("\"resolvers\";r=0;t=55", 55)]
    [InlineData("\"api\";r=9;t=3, \"resolvers\";r=0;t=7", 7)]
    [InlineData("\"resolvers\";r=0;t=99999", 60)]
    public async Task RateLimit_sets_the_wait_and_the_log_reports_it(string rateLimit, int seconds)
    {
        await LoadAfterAsync("RateLimit", rateLimit);

        Clock.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
        Log.Entries.Should().Contain(entry => entry.Message.Contains($"in {seconds} s:"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("Wed, 21 Oct 2015 07:27:00 GMT")]
    public async Task An_invalid_Retry_After_is_ignored(string retryAfter)
    {
        await LoadAfterAsync("Retry-After", retryAfter);

        TimeSpan wait = Clock.Waits.Should().ContainSingle().Which;
        wait.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_exception_contains_the_requested_wait()
    {
        Hub.Failing(429, int.MaxValue, "Retry-After", "90");

        (await ShouldFailAsync("Wait, or pass a token, which allows more requests", isTransient: true))
            .RetryAfter.Should()
            .Be(TimeSpan.FromSeconds(90));
    }

    /// <summary>Loads from a Hub that fails once, with this header.</summary>
    private Task<DistributedMixtralConfig> LoadAfterAsync(string header, string value, bool blocking = false)
    {
        int failures = 1;
        Hub.Answer = context =>
        {
            bool fails = failures-- > 0;
            if (fails)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers[header] = value;
                context.Response.Headers.Date = "Wed, 21 Oct 2015 07:28:00 GMT";
            }

            return Task.FromResult(fails);
        };
        return LoadAsync(blocking);
    }
}
