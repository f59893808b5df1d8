namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class HubClientTests : HubTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_returns_the_cached_file_without_a_request(bool blocking)
    {
        HubFile first = await DownloadAsync(blocking);
        HubFile second = await DownloadAsync(blocking);

        first
            .Should()
            .BeEquivalentTo(
                new
                {
                    Path = SnapshotFile,
                    RepoId = Repo,
                    FileName,
                    CommitHash = Commit,
                    WasDownloaded = true,
                }
            );
        second.Should().BeEquivalentTo(first, options => options.Excluding(file => file.WasDownloaded));
        second.WasDownloaded.Should().BeFalse();
        (await File.ReadAllTextAsync(first.Path, Cancellation)).Should().Be(TinyConfig.Json);
        Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_cache_hit_is_logged_at_Debug_and_not_returned_after_cancellation()
    {
        HubFile file = await DownloadAsync(blocking: false);
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };
        using var client = new HubClient(ClientOptions with { LoggerFactory = log });

        client.Download(Repo, FileName);
        await ThrowsAsync<OperationCanceledException>(() =>
            client.DownloadAsync(Repo, FileName, null, new CancellationToken(canceled: true))
        );

        log.Entries.Should().Equal((LogLevel.Debug, $"Found in the cache: {file.Path}, commit {file.CommitHash}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_begins_at_0_and_ends_at_the_size(bool blocking)
    {
        string text = new('x', 300_000);
        Hub.Publish("large.txt", text);
        var progress = new ProgressRecorder();

        await DownloadAsync(blocking, "large.txt", new HubDownloadOptions { Progress = progress });

        progress.Reports[0].BytesReceived.Should().Be(0);
        progress.Reports[^1].BytesReceived.Should().Be(text.Length);
        progress.Reports.Select(report => report.BytesReceived).Should().BeInAscendingOrder();
        progress.Reports.Should().OnlyContain(report => report.TotalBytes == text.Length);
    }

    [Fact]
    public void A_file_that_is_larger_than_announced_is_refused()
    {
        Hub.Publish("a.txt", "12345").Sending(context => context.Response.WriteAsync("123456", Cancellation));

        Fail<HubException>(() => Client.Download(Repo, "a.txt")).Message.Should().Contain("it has more than 5 bytes");

        Fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("")]
    public void A_file_need_not_be_JSON_unless_MustBeJsonObject_is_set(string text)
    {
        Hub.Publish("a.txt", text);

        Fail<HubException>(() => Client.Download(Repo, "a.txt", new() { MustBeJsonObject = true }));
        Fixture.ShouldHaveKeptNothing();

        File.ReadAllText(Client.Download(Repo, "a.txt").Path).Should().Be(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("../x")]
    [InlineData("https://huggingface.co/a/b")]
    public async Task A_missing_argument_or_invalid_repo_id_is_refused_in_both_ways(string? repoId)
    {
        Func<object?>[] blocking = [() => Client.Download(repoId!, "x"), () => Client.Download("a", null!)];
        Func<Task>[] awaiting =
        [
            () => Client.DownloadAsync(repoId!, "x", null, Cancellation),
            () => Client.DownloadAsync("a", null!, null, Cancellation),
        ];
        if (repoId is null)
        {
            blocking.Should().AllSatisfy(call => Fail<ArgumentNullException>(call));
            foreach (Func<Task> call in awaiting)
            {
                await call.Should().ThrowExactlyAsync<ArgumentNullException>();
            }
        }
        else
        {
            string message = Fail<HubValidationException>(blocking[0]).Message;
            message.Should().Contain("is not a repo id");
            await awaiting[0].Should().ThrowExactlyAsync<HubValidationException>().WithMessage(message);
        }

        Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Options_refuse_null()
    {
        Fail<ArgumentNullException>(() => new HubDownloadOptions { Revision = null! });
        Fail<ArgumentNullException>(() => new HubClientOptions { Environment = null! });
    }
}
