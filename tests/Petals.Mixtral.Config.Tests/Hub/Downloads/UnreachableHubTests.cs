using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>Where the Hub cannot be asked whether a cached file is still right, the cached file is used, with a
/// warning.</summary>
public sealed class UnreachableHubTests : IAsyncLifetime
{
    private HubFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [Needs(SystemFeature.Links)]
    [MemberData(nameof(Statuses.Passing), MemberType = typeof(Statuses))]
    public async Task A_server_that_fails(int status)
    {
        _fixture.Hub.Answering(context => context.Response.StatusCode = status);

        await CheckAsync(_fixture.Options, $"answered {status}.");
        _fixture.Hub.Requests.Should().HaveCount(3 * 4);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public Task A_server_that_is_not_there() =>
        CheckAsync(_fixture.Options with { Endpoint = new Uri("http://127.0.0.1:1") }, "Connection refused");

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_server_that_does_not_answer()
    {
        _fixture.Variables["HF_HUB_ETAG_TIMEOUT"] = "0.05";
        _fixture.Hub.Answer = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        await CheckAsync(_fixture.Options, "there was no response within 0.05 s");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_server_that_breaks_off_what_it_sends()
    {
        _fixture
            .Hub.Publish("config.json", """{"hidden_size": 8}""", commit: HubCacheBuilder.OtherCommit)
            .Sending(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });

        await CheckAsync(_fixture.Options, "could not be downloaded from");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_clear_no_is_an_error_all_the_same(int status)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        _fixture.Hub.Answering(context => context.Response.StatusCode = status);

        (await _fixture.FailAsync<HubException>(options => options with { ForceDownload = true }))
            .StatusCode.Should()
            .Be((System.Net.HttpStatusCode)status);
    }

    private async Task CheckAsync(PretrainedLoadOptions options, string reason)
    {
        HubException exception = await _fixture.FailAsync<HubException>(_ => options);
        exception.Message.Should().Contain(reason);
        exception.IsTransient.Should().BeTrue();
        _fixture.ShouldHaveKeptNothing();

        _fixture
            .Cache.Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", HubContent.Of(TinyConfig.Json).ETag, TinyConfig.Json);
        _fixture.Log.Entries.Clear();
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: options with
            {
                ForceDownload = true,
            }
        );

        config.HiddenSize.Should().Be(64);
        (LogLevel level, string message) = _fixture.Log.Entries.Single(entry =>
            entry.Message.StartsWith("The cached file", StringComparison.Ordinal)
        );
        level.Should().Be(LogLevel.Warning);
        message
            .Should()
            .StartWith($"The cached file {config.LoadedFrom} is used, although a download was asked for: ")
            .And.Contain(reason)
            .And.NotContain("it is not in the cache either");
    }
}
