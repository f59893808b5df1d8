namespace Petals.Mixtral.Config.Tests.Hub.Downloads;

/// <summary>If the Hub fails, ForceDownload uses the cached file with a warning.</summary>
[Needs(Links)]
public sealed class UnreachableHubTests : HubTest
{
    [Theory]
    [MemberData(nameof(Statuses.Passing), MemberType = typeof(Statuses))]
    public Task A_transient_status_is_an_error_without_and_a_warning_with_a_cached_file(int status)
    {
        Hub.Failing(status);
        return ShouldUseCacheAsync($"answered {status}.");
    }

    [Fact]
    public Task A_refused_connection_is_an_error_without_and_a_warning_with_a_cached_file() =>
        ShouldUseCacheAsync("Connection refused", Options with { Endpoint = new Uri("http://127.0.0.1:1") });

    [Fact]
    public Task A_time_out_is_an_error_without_and_a_warning_with_a_cached_file()
    {
        Variables["HF_HUB_ETAG_TIMEOUT"] = "0.05";
        Hub.StayingSilent("HEAD");
        return ShouldUseCacheAsync("there was no response within 0.05 s");
    }

    [Fact]
    public Task A_lost_connection_is_an_error_without_and_a_warning_with_a_cached_file()
    {
        Hub.Publish(FileName, """{"hidden_size": 8}""", commit: OtherCommit)
            .Sending(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });
        return ShouldUseCacheAsync("could not be downloaded from");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_final_status_is_an_error_also_with_a_cached_file(int status)
    {
        Cache.Ref().File();
        Hub.Failing(status);

        (await FailAsync<HubException>(Forced)).StatusCode.Should().Be((HttpStatusCode)status);
    }

    private async Task ShouldUseCacheAsync(string reason, PretrainedLoadOptions? options = null)
    {
        options ??= Options;
        await ShouldFailAsync(reason, options, isTransient: true);
        Cache.Ref().Link();
        Log.Entries.Clear();

        DistributedMixtralConfig config = Load(options with { ForceDownload = true });

        config.HiddenSize.Should().Be(64);
        Log.Entries.Where(entry => entry.Message.StartsWith("The cached file"))
            .Should()
            .ContainSingle()
            .Which.Level.Should()
            .Be(LogLevel.Warning);
        Warnings
            .Last()
            .Should()
            .Match($"The cached file {config.LoadedFrom} is used: *{reason}*")
            .And.NotContain("it is not in the cache either");
    }
}
