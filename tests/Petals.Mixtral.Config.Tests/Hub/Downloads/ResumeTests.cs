namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>The download of a large file continues after an interruption, in the same call and in a later
/// one.</summary>
public sealed class ResumeTests : HubTest
{
    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_continues_after_each_of_many_cuts(bool blocking)
    {
        LargeFile file = Serve(new LargeFile { CutAfter = (LargeFile.Size / 10) + 1 });

        await DownloadAsync(blocking);

        ShouldBeCached(file);
        Hub.Gets.Should().HaveCount(10);
        file.Sent.Should().Be(LargeFile.Size);
        Clock.Waits.Should().HaveCount(9).And.OnlyContain(wait => wait < TimeSpan.FromSeconds(0.8));
        HubRequest second = Hub.Gets.ElementAt(1);
        second.Headers["Range"].Should().Be($"bytes={file.CutAfter}-");
        second.Headers["If-Range"].Should().Be($"\"{file.Tag}\"");
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_that_fails_keeps_its_part_for_the_next(bool blocking)
    {
        LargeFile file = Serve(new LargeFile { CutAfter = 4_000_000 });
        Hub.Answer = context =>
        {
            if (context.Request.Headers.Range.Count > 0)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.FromResult(true);
            }

            return file.AnswerAsync(context);
        };
        await ThrowsAsync<HubException>(() => DownloadAsync(blocking));
        Hub.Gets.Should().HaveCount(4, "three retries followed the attempt that made progress");
        new FileInfo(PartPath(file)).Length.Should().Be(4_000_000);
        PartPath(file).Should().EndWith(".incomplete").And.NotEndWith($"{file.Tag}.incomplete");
        Directory
            .Exists(Path.Combine(Path.GetDirectoryName(PartPath(file))!, "..", "snapshots"))
            .Should()
            .BeTrue("Python's client reports a repo without it");

        file.CutAfter = int.MaxValue;
        Serve(file);
        await DownloadAsync(blocking);

        ShouldBeCached(file);
        file.Sent.Should().Be(LargeFile.Size);
    }

    [Fact]
    public async Task A_download_that_is_cancelled_before_it_reads_its_part_keeps_it()
    {
        var file = new LargeFile();
        WritePart(file, file.Bytes.AsSpan(0, 5_000_000));
        using var source = new CancellationTokenSource();
        using var http = new HttpClient(
            new StubHandler(request =>
            {
                source.Cancel();
                return file.Answer(request);
            })
        );
        using var client = new HubClient(ClientOptions with { HttpClient = http });

        await ThrowsAsync<OperationCanceledException>(() =>
            client.DownloadAsync(Repo, LargeFile.Name, null, source.Token)
        );

        new FileInfo(PartPath(file)).Length.Should().Be(5_000_000);
    }

    [Theory]
    [Needs(Links)]
    [InlineData(5_000_000, 2)]
    [InlineData(LargeFile.Size, 1)]
    [InlineData(LargeFile.Size + 1, 1)]
    public async Task A_download_starts_over_once_if_its_part_is_wrong(int length, int gets)
    {
        var file = new LargeFile();
        WritePart(file, new byte[length]);

        await ShouldContinueAsync(file, gets);

        Clock.Waits.Should().BeEmpty();
    }

    [Theory]
    [Needs(Links)]
    [InlineData(5_000_000, null, null, false, 1)]
    [InlineData(LargeFile.Size, null, null, false, 0)]
    [InlineData(5_000_000, null, null, true, 1)]
    [InlineData(5_000_000, "\"a-tag-of-the-store-3\"", null, false, 2)]
    [InlineData(5_000_000, "W/\"weak\"", null, false, 1)]
    [InlineData(5_000_000, null, 416, false, 2)]
    public async Task A_download_continues_its_part_if_the_store_can(
        int length,
        string? tag,
        int? statusOfRanges,
        bool ignoresRange,
        int gets
    )
    {
        var file = new LargeFile { StatusOfRanges = statusOfRanges, IgnoresRange = ignoresRange };
        file = tag is null ? file : new LargeFile { StoreTag = tag };
        WritePart(file, file.Bytes.AsSpan(0, length));

        await ShouldContinueAsync(file, gets);

        if (tag is null && statusOfRanges is null)
        {
            file.Sent.Should().Be(ignoresRange ? LargeFile.Size : LargeFile.Size - length);
        }
    }

    [Fact]
    public async Task A_store_that_ignores_ranges_and_always_breaks_off_is_an_error()
    {
        LargeFile file = Serve(new LargeFile { IgnoresRange = true, CutAfter = 5_000_000 });

        await ThrowsAsync<HubException>(() => DownloadAsync(false));

        Hub.Gets.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_store_that_ignores_ranges_and_breaks_off_early_and_late_is_an_error()
    {
        var file = new LargeFile { IgnoresRange = true };
        int gets = 0;
        Hub.Answer = context =>
        {
            gets += context.Request.Method == "GET" ? 1 : 0;
            file.CutAfter = gets > 20 ? int.MaxValue : 5_000_000 - (gets % 2 * 1_000_000);
            return file.AnswerAsync(context);
        };

        await ThrowsAsync<HubException>(() => DownloadAsync(false));

        Hub.Gets.Should().HaveCount(5, "only the first two attempts made progress");
    }

    [Fact]
    [Needs(Links)]
    public async Task A_file_that_changes_between_the_parts_is_downloaded_as_it_is_now()
    {
        var old = new LargeFile { CutAfter = 5_000_000 };
        var file = new LargeFile(seed: 2);
        int gets = 0;
        Hub.Answer = context =>
        {
            bool isOld = gets == 0;
            gets += context.Request.Method == "GET" ? 1 : 0;
            return (isOld ? old : file).AnswerAsync(context);
        };

        await DownloadAsync(blocking: false);

        ShouldBeCached(file);
        file.Sent.Should().Be(LargeFile.Size);
    }

    [Fact]
    [Needs(Links)]
    public async Task A_part_that_is_a_link_is_not_written_through()
    {
        var file = new LargeFile();
        string outside = Folder.Write("outside", "precious");
        WritePart(file, []);
        File.Delete(PartPath(file));
        File.CreateSymbolicLink(PartPath(file), outside);
        Serve(file);

        await DownloadAsync(blocking: false);

        ShouldBeCached(file);
        (await File.ReadAllTextAsync(outside, Cancellation)).Should().Be("precious");
    }

    [Fact]
    [Needs(Locks)]
    public async Task A_part_that_another_process_writes_is_left_alone()
    {
        var file = new LargeFile();
        WritePart(file, file.Bytes.AsSpan(0, 100));
        Serve(file);
        using (File.Open(PartPath(file), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await DownloadAsync(blocking: false);
        }

        new FileInfo(PartPath(file)).Length.Should().Be(100);
        file.Sent.Should().Be(LargeFile.Size);
    }

    [Fact]
    [Needs(Links)]
    public async Task An_expired_address_of_the_store_is_requested_again()
    {
        await using FakeHub store = await FakeHub.StartAsync();
        var file = new LargeFile();
        int expired = 1;
        store.Answer = context =>
        {
            if (expired-- > 0)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.FromResult(true);
            }

            return file.AnswerAsync(context);
        };
        int signature = 0;
        Hub.Answering(context =>
        {
            file.Describe(context);
            context.Response.Headers.Location = $"{store.Endpoint}blob?signature={signature++}";
            context.Response.StatusCode = StatusCodes.Status302Found;
        });

        await DownloadAsync(blocking: false);

        ShouldBeCached(file);
        store.Gets.Select(request => request.Target).Should().OnlyHaveUniqueItems().And.HaveCount(2);
    }

    [Theory]
    [Needs(Links)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slow_disk_is_not_a_dead_server(bool blocking)
    {
        var file = new LargeFile();

        ProgressRecorder progress = await DownloadSlowlyAsync(file, blocking);

        ShouldBeCached(file);
        progress.Reports.Count.Should().BeInRange(4, 50);
        progress.Reports[^1].BytesReceived.Should().Be(LargeFile.Size);
    }

    [Fact]
    public async Task The_rate_counts_only_the_bytes_of_the_attempt()
    {
        var file = new LargeFile();
        WritePart(file, file.Bytes.AsSpan(0, 5_000_000));

        ProgressRecorder progress = await DownloadSlowlyAsync(file);

        progress.Reports[0].BytesPerSecond.Should().BeNull("no byte was received");
        progress.Reports[^1].BytesPerSecond.Should().BeInRange(1, LargeFile.Size - 5_000_000, "it took over a second");
    }

    [Fact]
    public async Task Download_fails_before_it_begins_if_the_disk_has_no_room()
    {
        var file = new LargeFile();
        Hub.Answer = async context =>
        {
            await file.AnswerAsync(context);
            context.Response.Headers["X-Linked-Size"] = $"{long.MaxValue}";
            return true;
        };

        await ThrowsAsync<HubException>(
            () => DownloadAsync(false),
            $"*{long.MaxValue} bytes are needed, and the disk has * free. Make room*"
        );

        Hub.Gets.Should().BeEmpty();
        Fixture.ShouldHaveKeptNothing();
    }

    private LargeFile Serve(LargeFile file)
    {
        Hub.Answer = file.AnswerAsync;
        return file;
    }

    private Task<HubFile> DownloadAsync(bool blocking) => DownloadAsync(blocking, LargeFile.Name);

    /// <summary>Downloads without a network, because its content could be late, too. A report takes a second.</summary>
    private async Task<ProgressRecorder> DownloadSlowlyAsync(LargeFile file, bool blocking = false)
    {
        Variables["HF_HUB_DOWNLOAD_TIMEOUT"] = "0.3";
        int requests = 0;
        using var http = new HttpClient(
            new StubHandler(request =>
            {
                requests++;
                return file.Answer(request);
            })
        );
        using var client = new HubClient(ClientOptions with { HttpClient = http });
        ProgressRecorder slow = null!;
        slow = new(_ => Cancellation.WaitHandle.WaitOne(slow.Reports.Count == 2 ? 1000 : 0));
        var options = new HubDownloadOptions { Progress = slow };

        _ = blocking
            ? client.Download(Repo, LargeFile.Name, options)
            : await client.DownloadAsync(Repo, LargeFile.Name, options, Cancellation);

        requests.Should().Be(2, "the content is requested once, after its metadata");
        return slow;
    }

    private async Task ShouldContinueAsync(LargeFile file, int gets)
    {
        Serve(file);
        await DownloadAsync(blocking: false);
        ShouldBeCached(file);
        Hub.Gets.Should().HaveCount(gets);
    }

    private string PartPath(LargeFile file) =>
        Path.Combine(Cache.RepoFolder, "blobs", $"{file.Tag}.partial.incomplete");

    private void WritePart(LargeFile file, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PartPath(file))!);
        File.WriteAllBytes(PartPath(file), content);
    }

    private void ShouldBeCached(LargeFile file)
    {
        string path = HubCache.TryGetFile(Repo, LargeFile.Name)!;
        File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Bytes).Should().BeTrue();
        Directory
            .EnumerateFiles(Path.Combine(Cache.RepoFolder, "blobs"))
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith(file.Tag);
    }
}
