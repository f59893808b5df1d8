using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

public sealed class TimeRulesTests
{
    private static readonly Dictionary<string, Func<TimeSpan, DistributedMixtralConfig>> Times = new()
    {
        ["daemon_startup_timeout"] = time => new() { DaemonStartupTimeout = time },
        ["connect_timeout"] = time => new() { ConnectTimeout = time },
        ["request_timeout"] = time => new() { RequestTimeout = time },
        ["update_period"] = time => new() { UpdatePeriod = time },
        ["ban_timeout"] = time => new() { BanTimeout = time },
        ["ping_timeout"] = time => new() { PingTimeout = time },
        ["min_backoff"] = time => new() { MinBackoff = time, MaxBackoff = Timeout.InfiniteTimeSpan },
        ["max_backoff"] = time => new() { MinBackoff = TimeSpan.Zero, MaxBackoff = time },
    };

    public static TheoryData<string> Keys => [.. Times.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_time_is_not_negative_but_may_be_without_end(string key)
    {
        Func<TimeSpan, DistributedMixtralConfig> with = Times[key];

        foreach (
            TimeSpan kept in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.MaxValue, Timeout.InfiniteTimeSpan }
        )
        {
            with(kept).Validate().Should().BeEmpty();
        }

        with(TimeSpan.FromSeconds(-3))
            .OnlyFailure()
            .Should()
            .Be($"{key} is -3: it must not be negative. Give 0 or more seconds.");
        with(TimeSpan.FromTicks(-1)).OnlyFailure().Should().StartWith($"{key} is -1e-07: it must not be negative.");
        with(Timeout.InfiniteTimeSpan + TimeSpan.FromTicks(1)).FailingKeys().Should().Equal(key);
        with(Timeout.InfiniteTimeSpan - TimeSpan.FromTicks(1)).FailingKeys().Should().Equal(key);
        with(TimeSpan.MinValue).FailingKeys().Should().Equal(key);
    }

    [Theory]
    [InlineData(1, 60, true)]
    [InlineData(5, 5, true)]
    [InlineData(0, 0, true)]
    [InlineData(60.5, 60, false)]
    [InlineData(1, 0, false)]
    public void The_least_back_off_is_at_most_the_greatest(double min, double max, bool keeps) =>
        Backoff(TimeSpan.FromSeconds(min), TimeSpan.FromSeconds(max))
            .ShouldKeepRulesOrFailOnlyFor("min_backoff", keeps);

    [Fact]
    public void A_back_off_without_end_is_the_longest_of_all()
    {
        Backoff(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).Validate().Should().BeEmpty();
        Backoff(TimeSpan.MaxValue, Timeout.InfiniteTimeSpan).Validate().Should().BeEmpty();
        Backoff(Timeout.InfiniteTimeSpan, TimeSpan.MaxValue)
            .OnlyFailure()
            .Should()
            .StartWith("min_backoff is Infinity: it must be at most max_backoff, which is 9");
        Backoff(TimeSpan.FromTicks(10_000_001), TimeSpan.FromSeconds(1))
            .OnlyFailure()
            .Should()
            .StartWith("min_backoff is 1.0000001: it must be at most max_backoff, which is 1.");
    }

    [Fact]
    public void Negative_back_offs_are_not_compared()
    {
        Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(-2)).FailingKeys().Should().Equal("max_backoff");
        Backoff(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(-2))
            .FailingKeys()
            .Should()
            .Equal("min_backoff", "max_backoff");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(int.MaxValue, true)]
    [InlineData(-1, false)]
    [InlineData(int.MinValue, false)]
    public void Counts_are_not_negative(int count, bool keeps)
    {
        new DistributedMixtralConfig { MaxPinged = count }.ShouldKeepRulesOrFailOnlyFor("max_pinged", keeps);
        new DistributedMixtralConfig { MaxRetries = count }.ShouldKeepRulesOrFailOnlyFor("max_retries", keeps);
    }

    [Fact]
    public void No_limit_of_retries_is_no_fault() =>
        new DistributedMixtralConfig { MaxRetries = null }
            .Validate()
            .Should()
            .BeEmpty();

    [Fact]
    public void A_negative_PETALS_MAX_RETRIES_is_a_failure()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string> { ["PETALS_MAX_RETRIES"] = "-3" }),
        };

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path, options: options);

        config
            .Validate()
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(new { Key = "max_retries", Value = "-3" });
        (config with { MaxRetries = null }).Validate().Should().BeEmpty();
    }

    private static DistributedMixtralConfig Backoff(TimeSpan min, TimeSpan max) =>
        new() { MinBackoff = min, MaxBackoff = max };
}
