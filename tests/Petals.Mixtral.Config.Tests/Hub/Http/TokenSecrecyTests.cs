namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The token is not shown anywhere, even if the server repeats it.</summary>
public sealed class TokenSecrecyTests : HubTest
{
    [Fact]
    public async Task A_successful_download_shows_the_token_in_no_log_and_no_trace()
    {
        string shown = await ShownAsync();

        shown
            .Should()
            .Contain("Downloaded config.json")
            .And.Contain("repo=acme/tiny")
            .And.NotContainEquivalentOf(Token);
        Tokens.Should().AllBe($"Bearer {Token}");
    }

    [Theory]
    [InlineData(400, "X-Error-Message", "the token {0} is wrong")]
    [InlineData(401, "X-Error-Message", "{0}")]
    [InlineData(403, "X-Error-Message", "{0}{0}")]
    [InlineData(503, "X-Error-Message", "the token {0} is wrong")]
    [InlineData(400, "X-Error-Code", "{0}")]
    [InlineData(302, "Location", "/{0}/x")]
    [InlineData(302, "Location", "ftp://hub.example/{0}")]
    [InlineData(302, "Location", "http://hub.example/{0}")]
    [InlineData(302, "Location", "http://{0}.example/")]
    [InlineData(302, "Location", "https://{0}@hub.example/")]
    [InlineData(302, "Location", "https://hub.example\\{0}")]
    [InlineData(302, "Location", "http://[{0}]/")]
    [InlineData(200, "ETag", "\"../{0}\"")]
    [InlineData(200, "ETag", "\"{0}\"")]
    [InlineData(200, "X-Linked-Etag", "../{0}")]
    [InlineData(200, "X-Repo-Commit", "{0}")]
    [InlineData(200, "Content-Encoding", "{0}")]
    public async Task A_failed_download_shows_a_repeated_token_in_no_error_log_or_trace(
        int status,
        string header,
        string value
    )
    {
        Hub.Answering(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Repo-Commit"] = Commit;
            context.Response.Headers.ETag = $"\"{Tiny.ETag}\"";
            context.Response.Headers[header] = value.Replace("{0}", Token, StringComparison.Ordinal);
        });

        string shown = await ShownAsync();

        shown.Should().Contain("Exception").And.NotContainEquivalentOf(Token);
    }

    [Fact]
    public void The_text_of_options_shows_neither_the_token_nor_the_credentials_of_the_endpoint()
    {
        var endpoint = new Uri($"https://u:{Token}@h/{Token}?{Token}");
        new PretrainedLoadOptions { Token = Token, Endpoint = endpoint }
            .ToString()
            .Should()
            .Contain("Token = given, not shown")
            .And.Contain("Endpoint = https://h,")
            .And.NotContain(Token);
        new HubClientOptions { Token = Token, Endpoint = endpoint }
            .ToString()
            .Should()
            .NotContain(Token);
        new PretrainedLoadOptions().ToString().Should().Contain("Token = none");
    }

    /// <summary>The log, the traces, the files and the exception of a load.</summary>
    private async Task<string> ShownAsync()
    {
        var shown = new ConcurrentQueue<string>();
        using var test = new Activity("test");
        test.Start();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Petals.Mixtral.Config",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == test.TraceId)
                {
                    shown.Enqueue(
                        $"{activity.DisplayName} {activity.StatusDescription} "
                            + $"{string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"
                    );
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Trace };
        PretrainedLoadOptions options = Options with { Token = Token, LoggerFactory = log };
        try
        {
            await LoadAsync(blocking: false, options);
        }
        catch (HubException exception)
        {
            shown.Enqueue(
                $"{exception} {exception.ErrorCode} {exception.RepoId} {exception.Revision} "
                    + $"{(exception as EntryNotFoundException)?.CommitHash}"
            );
        }

        shown.Should().HaveCountGreaterThan(1);
        IEnumerable<string> files = Fixture.Tree().Select(entry => $"{entry.Key} {entry.Value}");
        return string.Join(
            '\n',
            [.. log.Entries.Select(entry => entry.Message), .. shown, .. files, options.ToString()]
        );
    }
}
