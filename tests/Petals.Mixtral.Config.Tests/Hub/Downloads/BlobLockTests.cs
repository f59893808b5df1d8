using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The lock file between processes: it is waited for, but not for ever, and nothing depends on it.</summary>
public sealed class BlobLockTests
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    [Fact]
    public async Task A_lock_that_is_never_given_up_is_done_without_after_a_minute()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using FileStream held = Hold(fixture);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            .HiddenSize.Should()
            .Be(64);

        fixture
            .Clock.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait)
            .Should()
            .BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));
        fixture.Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_waits_takes_what_the_holder_has_brought()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using FileStream held = Hold(fixture);
        fixture.Directory.Write($"hub/models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            .HiddenSize.Should()
            .Be(64);

        fixture.Hub.Gets.Should().BeEmpty();
        SymbolicLinks.TargetOf(fixture.Cache.PathOf("config.json")).Should().Be($"../../blobs/{Tiny.ETag}");
    }

    [Fact]
    public async Task A_lock_is_waited_for_as_long_as_its_holder_writes()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        using FileStream held = Hold(fixture);
        string part = fixture.Directory.Write($"hub/models--acme--tiny/blobs/{Tiny.ETag}.incomplete", "");
        var clock = new WritingClock(
            part,
            () => fixture.Directory.Write($"hub/models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json)
        );

        DistributedMixtralConfig
            .FromPretrained(
                HubCacheBuilder.Repo,
                options: fixture.Options with
                {
                    Environment = new ConfigEnvironment(_ => null, fixture.Directory.Path) { Clock = clock },
                }
            )
            .HiddenSize.Should()
            .Be(64);

        clock.Passed.Should().BeGreaterThan(TimeSpan.FromMinutes(5));
        fixture.Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_lock_that_cannot_be_made_is_done_without()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        fixture.Directory.Write("hub/.locks", "a file");

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_lock_file_that_is_a_link_is_not_opened()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string outside = fixture.Directory.Combine("outside");
        string path = fixture.Directory.Write($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock", "");
        File.Delete(path);
        SymbolicLinks.ToFile(path, outside);

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: fixture.Options)
            .HiddenSize.Should()
            .Be(64);

        File.Exists(outside).Should().BeFalse();
    }

    /// <summary>A clock that does not wait. While its time passes, another process writes for five minutes.</summary>
    private sealed class WritingClock(string part, Action finish) : TimeProvider
    {
        public TimeSpan Passed { get; private set; }

        public override long GetTimestamp() => (long)(Passed.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Passed += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
            File.AppendAllText(part, ".");
            if (Passed > TimeSpan.FromMinutes(5))
            {
                finish();
            }

            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private static FileStream Hold(HubFixture fixture) =>
        new(
            fixture.Directory.Write($"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock", ""),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None
        );
}
