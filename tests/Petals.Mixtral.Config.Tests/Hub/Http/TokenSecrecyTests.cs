using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Http;

/// <summary>The token shows nowhere, even where the server says it back.</summary>
public sealed class TokenSecrecyTests
{
    private const string Token = "hf_VerySecretToken";

    [Fact]
    public async Task In_no_log_and_no_trace_of_a_download_that_goes_well()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();

        string shown = await ShownOfAsync(fixture);

        shown
            .Should()
            .Contain("Downloaded config.json")
            .And.Contain("repo=acme/tiny")
            .And.NotContainEquivalentOf(Token);
        fixture.Hub.Requests.Should().OnlyContain(request => request.Authorization == $"Bearer {Token}");
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
    public async Task In_no_error_log_or_trace_where_the_server_repeats_it(int status, string header, string value)
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        HubContent tiny = HubContent.Of(TinyConfig.Json);
        fixture.Hub.Answering(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Repo-Commit"] = tiny.Commit;
            context.Response.Headers.ETag = $"\"{tiny.ETag}\"";
            context.Response.Headers[header] = value.Replace("{0}", Token, StringComparison.Ordinal);
        });

        string shown = await ShownOfAsync(fixture);

        shown.Should().Contain("Exception").And.NotContainEquivalentOf(Token);
    }

    [Fact]
    public void In_no_text_of_the_options()
    {
        new PretrainedLoadOptions { Token = Token }
            .ToString()
            .Should()
            .Contain("Token = given, not shown")
            .And.NotContain(Token);
        new HubClientOptions { Token = Token }
            .ToString()
            .Should()
            .Contain("Token = given, not shown")
            .And.NotContain(Token);
        new PretrainedLoadOptions().ToString().Should().Contain("Token = none");
        new HubClientOptions().ToString().Should().Contain("Token = none");
        new PretrainedLoadOptions { Endpoint = new Uri($"https://u:{Token}@h/{Token}?{Token}") }
            .ToString()
            .Should()
            .Contain("Endpoint = https://h,")
            .And.NotContain(Token);
        new HubClientOptions { Endpoint = new Uri($"https://u:{Token}@h/{Token}?{Token}") }
            .ToString()
            .Should()
            .Contain("Endpoint = https://h,")
            .And.NotContain(Token);
    }

    /// <summary>All that a load lets anybody see: the log, the traces, and the error with everything in it.</summary>
    private static async Task<string> ShownOfAsync(HubFixture fixture)
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
        PretrainedLoadOptions options = fixture.Options with { Token = Token, LoggerFactory = log };
        try
        {
            await DistributedMixtralConfig.FromPretrainedAsync(
                HubCacheBuilder.Repo,
                options: options,
                cancellationToken: TestContext.Current.CancellationToken
            );
        }
        catch (HubException exception)
        {
            shown.Enqueue(
                $"{exception} {exception.ErrorCode} {exception.RepoId} {exception.Revision} "
                    + $"{(exception as EntryNotFoundException)?.CommitHash}"
            );
        }

        shown.Should().HaveCountGreaterThan(1);
        IEnumerable<string> files = fixture.Tree().Select(entry => $"{entry.Key} {entry.Value}");
        return string.Join(
            '\n',
            [.. log.Entries.Select(entry => entry.Message), .. shown, .. files, options.ToString()]
        );
    }
}
