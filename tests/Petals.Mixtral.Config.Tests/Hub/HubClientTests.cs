using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

/// <summary>Single files of a repo.</summary>
public sealed class HubClientTests : IAsyncLifetime
{
    private HubFixture _fixture = null!;
    private HubClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await HubFixture.WithTinyModelAsync();
        _client = new HubClient(_fixture.ClientOptions);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _fixture.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_twins_give_the_same(bool blocking)
    {
        string path = Path.Combine(_fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json");

        HubFile first = await DownloadAsync(blocking);
        HubFile second = await DownloadAsync(blocking);

        first
            .Should()
            .BeEquivalentTo(
                new
                {
                    Path = path,
                    RepoId = "acme/tiny",
                    FileName = "config.json",
                    CommitHash = HubCacheBuilder.Commit,
                    WasDownloaded = true,
                }
            );
        second.Should().BeEquivalentTo(first, options => options.Excluding(file => file.WasDownloaded));
        second.WasDownloaded.Should().BeFalse();
        (await File.ReadAllTextAsync(first.Path, TestContext.Current.CancellationToken)).Should().Be(TinyConfig.Json);
        _fixture.Hub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task What_is_in_the_cache_is_told_at_Debug_and_not_given_to_who_has_cancelled()
    {
        HubFile file = await DownloadAsync(blocking: false);
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };
        using var client = new HubClient(_fixture.ClientOptions with { LoggerFactory = log });

        client.Download(HubCacheBuilder.Repo, "config.json");
        await FluentActions
            .Awaiting(() =>
                client.DownloadAsync(
                    HubCacheBuilder.Repo,
                    "config.json",
                    cancellationToken: new CancellationToken(canceled: true)
                )
            )
            .Should()
            .ThrowAsync<OperationCanceledException>();

        log.Entries.Should().Equal((LogLevel.Debug, $"Found in the cache: {file.Path}, commit {file.CommitHash}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_begins_at_nothing_and_ends_at_the_size(bool blocking)
    {
        string text = new('x', 300_000);
        _fixture.Hub.Publish("large.txt", text);
        var progress = new Progress();

        await DownloadAsync(blocking, "large.txt", new HubDownloadOptions { Progress = progress });

        progress.Reports[0].BytesReceived.Should().Be(0);
        progress.Reports[^1].BytesReceived.Should().Be(text.Length);
        progress.Reports.Select(report => report.BytesReceived).Should().BeInAscendingOrder();
        progress.Reports.Should().OnlyContain(report => report.TotalBytes == text.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_above_the_size_that_is_allowed_is_not_taken(bool blocking)
    {
        _fixture.Hub.Publish("a.txt", "12345");

        (
            await FluentActions
                .Awaiting(() => DownloadAsync(blocking, "a.txt", new HubDownloadOptions { MaxSize = 4 }))
                .Should()
                .ThrowExactlyAsync<HubException>()
        )
            .Which.Message.Should()
            .Contain("it has more than 4 bytes");
        _fixture.Hub.Gets.Should().BeEmpty();
        _fixture.ShouldHaveKeptNothing();
        (await DownloadAsync(blocking, "a.txt", new HubDownloadOptions { MaxSize = 5 }))
            .WasDownloaded.Should()
            .BeTrue();
    }

    [Fact]
    public void A_file_that_turns_out_larger_than_it_was_said_to_be_is_not_taken()
    {
        _fixture
            .Hub.Publish("a.txt", "12345")
            .Sending(context => context.Response.WriteAsync("123456", TestContext.Current.CancellationToken));

        FluentActions
            .Invoking(() => _client.Download(HubCacheBuilder.Repo, "a.txt"))
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage("*it has more than 5 bytes*");
        _fixture.ShouldHaveKeptNothing();
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("")]
    public async Task A_file_need_not_be_JSON_unless_that_is_asked(string text)
    {
        _fixture.Hub.Publish("a.txt", text);

        await FluentActions
            .Awaiting(() => DownloadAsync(false, "a.txt", new HubDownloadOptions { MustBeJsonObject = true }))
            .Should()
            .ThrowExactlyAsync<HubException>();
        _fixture.ShouldHaveKeptNothing();
        HubFile file = await DownloadAsync(false, "a.txt");
        (await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken)).Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("../x")]
    [InlineData("a--b")]
    [InlineData("https://huggingface.co/a/b")]
    public async Task What_is_no_repo_id_is_refused(string repoId)
    {
        string message = FluentActions
            .Invoking(() => _client.Download(repoId, "config.json"))
            .Should()
            .ThrowExactly<HubValidationException>()
            .Which.Message;
        (
            await FluentActions
                .Awaiting(() =>
                    _client.DownloadAsync(repoId, "config.json", null, TestContext.Current.CancellationToken)
                )
                .Should()
                .ThrowExactlyAsync<HubValidationException>()
        )
            .Which.Message.Should()
            .Be(message)
            .And.Contain("is not a repo id");
        _fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Missing_arguments_are_errors_of_the_caller()
    {
        FluentActions.Invoking(() => _client.Download(null!, "x")).Should().ThrowExactly<ArgumentNullException>();
        FluentActions.Invoking(() => _client.Download("a", null!)).Should().ThrowExactly<ArgumentNullException>();
        await FluentActions
            .Awaiting(() => _client.DownloadAsync(null!, "x", null, TestContext.Current.CancellationToken))
            .Should()
            .ThrowExactlyAsync<ArgumentNullException>();
        await FluentActions
            .Awaiting(() => _client.DownloadAsync("a", null!, null, TestContext.Current.CancellationToken))
            .Should()
            .ThrowExactlyAsync<ArgumentNullException>();
        FluentActions
            .Invoking(() => new HubDownloadOptions { Revision = null! })
            .Should()
            .ThrowExactly<ArgumentNullException>();
        FluentActions
            .Invoking(() => new HubClientOptions { Environment = null! })
            .Should()
            .ThrowExactly<ArgumentNullException>();
    }

    private Task<HubFile> DownloadAsync(
        bool blocking,
        string file = "config.json",
        HubDownloadOptions? options = null
    ) =>
        blocking
            ? Task.Run(
                () => _client.Download(HubCacheBuilder.Repo, file, options),
                TestContext.Current.CancellationToken
            )
            : _client.DownloadAsync(HubCacheBuilder.Repo, file, options, TestContext.Current.CancellationToken);

    private sealed class Progress : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
