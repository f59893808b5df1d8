namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>Transient failures are retried a few times, after growing waits.</summary>
public sealed class RetryTests : HubTest
{
    [Fact]
    public void The_waits_between_retries_grow_vary_and_are_bounded()
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
}
