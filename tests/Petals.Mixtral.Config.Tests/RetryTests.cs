namespace Petals.Mixtral.Config.Tests;

public sealed class RetryTests
{
    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(8, 60)]
    [InlineData(64, 60)]
    [InlineData(1025, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_retry_delay_doubles_from_one_second_to_sixty(int attempt, int seconds) =>
        new DistributedMixtralConfig().GetRetryDelay(attempt).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void GetRetryDelay_computes_what_Python_computes() =>
        Gen.Select(Gen.Int[1, 500], Gen.Double[0, 1e5], Gen.Double[0, 1e5])
            .Sample(
                (attempt, min, max) =>
                {
                    var config = new ClientConfig
                    {
                        MinBackoff = TimeSpan.FromSeconds(min),
                        MaxBackoff = TimeSpan.FromSeconds(max),
                    };
                    double expected = Math.Min(
                        config.MinBackoff.TotalSeconds * Math.Pow(2, attempt - 1),
                        config.MaxBackoff.TotalSeconds
                    );
                    return Math.Abs((config.GetRetryDelay(attempt) - TimeSpan.FromSeconds(expected)).Ticks) <= 1;
                }
            );

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(int.MaxValue)]
    public void A_delay_of_zero_does_not_grow(int attempt)
    {
        new ClientConfig { MinBackoff = TimeSpan.Zero }
            .GetRetryDelay(attempt)
            .Should()
            .Be(TimeSpan.Zero);
        new ClientConfig { MinBackoff = TimeSpan.Zero, MaxBackoff = Forever }
            .GetRetryDelay(attempt)
            .Should()
            .Be(TimeSpan.Zero);
        new ClientConfig { MaxBackoff = TimeSpan.Zero }
            .GetRetryDelay(attempt)
            .Should()
            .Be(TimeSpan.Zero);
    }

    [Fact]
    public void An_infinite_delay_is_longer_than_every_other()
    {
        new ClientConfig { MinBackoff = Forever, MaxBackoff = Forever }
            .GetRetryDelay(1)
            .Should()
            .Be(Forever);
        new ClientConfig { MinBackoff = Forever, MaxBackoff = Forever }
            .GetRetryDelay(int.MaxValue)
            .Should()
            .Be(Forever);
        new ClientConfig { MinBackoff = Forever }
            .GetRetryDelay(1)
            .Should()
            .Be(TimeSpan.FromSeconds(60));
        new ClientConfig { MaxBackoff = Forever }
            .GetRetryDelay(12)
            .Should()
            .Be(TimeSpan.FromSeconds(2048));
        new ClientConfig { MaxBackoff = Forever }
            .GetRetryDelay(int.MaxValue)
            .Should()
            .Be(Forever);
        new ClientConfig { MinBackoff = Forever, MaxBackoff = Forever }
            .GetRetryDelay(0)
            .Should()
            .Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_delay_that_exceeds_every_time_is_infinite()
    {
        new ClientConfig { MinBackoff = TimeSpan.FromTicks(1), MaxBackoff = Forever }
            .GetRetryDelay(63)
            .Should()
            .Be(TimeSpan.FromTicks(1L << 62));
        new ClientConfig { MinBackoff = TimeSpan.FromTicks(1), MaxBackoff = Forever }
            .GetRetryDelay(64)
            .Should()
            .Be(Forever);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void A_negative_backoff_is_an_error(int attempt)
    {
        // Half a negative millisecond, doubled, would be Timeout.InfiniteTimeSpan.
        new ClientConfig { MinBackoff = Forever / 2 }
            .Invoking(it => it.GetRetryDelay(attempt))
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("min_backoff is negative. Give 0 or more seconds.");
        new ClientConfig { MaxBackoff = TimeSpan.FromSeconds(-3) }
            .Invoking(it => it.GetRetryDelay(attempt))
            .Should()
            .ThrowExactly<PretrainedConfigException>()
            .WithMessage("max_backoff is negative. *");
    }

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(null, int.MaxValue, true)]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(3, 3, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(int.MinValue, 0, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    [InlineData(int.MaxValue, int.MaxValue - 2, true)]
    public void Retries_count_the_first_attempt(int? maxRetries, int attempt, bool isDue) =>
        new DistributedMixtralConfig { MaxRetries = maxRetries }
            .IsRetryDue(attempt)
            .Should()
            .Be(isDue);

    [Fact]
    public void Attempts_count_from_zero()
    {
        new ClientConfig()
            .Invoking(it => it.GetRetryDelay(-1))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("attempt");
        new ClientConfig()
            .Invoking(it => it.IsRetryDue(-1))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithParameterName("attempt");
    }
}
