namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The lock file between processes. A download waits for it, but does not depend on it.</summary>
public sealed class BlobLockTests : HubTest
{
    private static readonly string LockFile = $"hub/.locks/models--acme--tiny/{Tiny.ETag}.lock";

    [Fact]
    [Needs(Locks)]
    public void A_download_goes_ahead_after_it_waited_a_minute_for_the_lock()
    {
        using FileStream held = Folder.Hold(LockFile);

        ShouldLoad();

        Clock
            .Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait)
            .Should()
            .BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));
        Hub.Gets.Should().ContainSingle();
    }

    [Fact]
    [Needs(Links)]
    public void A_download_that_waited_for_the_lock_uses_the_blob_of_the_holder()
    {
        using FileStream held = Folder.Hold(LockFile);
        File.WriteAllText(WriteBlob(""), TinyConfig.Json);

        ShouldLoad();

        Hub.Gets.Should().BeEmpty();
        SymbolicLinks.TargetOf(SnapshotFile).Should().Be($"../../blobs/{Tiny.ETag}");
    }

    [Fact]
    [Needs(Locks)]
    public void A_download_waits_for_the_lock_as_long_as_its_holder_writes()
    {
        using FileStream held = Folder.Hold(LockFile);
        var clock = new WritingClock(WriteBlob(".incomplete"), () => WriteBlob(""));

        ShouldLoad(Options with { Environment = new ConfigEnvironment(_ => null, Folder.Path) { Clock = clock } });

        clock.Passed.Should().BeGreaterThan(TimeSpan.FromMinutes(5));
        Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    public void A_download_needs_no_lock_if_the_lock_cannot_be_created()
    {
        Folder.Write("hub/.locks", "a file");

        ShouldLoad();
    }

    [Fact]
    [Needs(Links)]
    public void A_lock_file_that_is_a_link_is_not_opened()
    {
        string outside = Folder.Combine("outside");
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Combine(LockFile))!);
        SymbolicLinks.ToFile(Folder.Combine(LockFile), outside);

        ShouldLoad();

        File.Exists(outside).Should().BeFalse();
    }

    private string WriteBlob(string suffix) =>
        Folder.Write($"hub/models--acme--tiny/blobs/{Tiny.ETag}{suffix}", suffix.Length == 0 ? TinyConfig.Json : "");

    /// <summary>A clock that does not wait. Another process writes during the first five minutes of its time.</summary>
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
}
