namespace Petals.Mixtral.Config.Tests;

/// <summary>The explanation of how a model is found agrees with loading it.</summary>
public sealed class ModelResolutionTests
{
    public static TheoryData<string> Situations =>
        [
            "cached",
            "not cached",
            "known absent",
            "damaged ref",
            "damaged blob",
            "empty blob",
            "not JSON",
            "another model",
            "link circle",
            "leads out",
        ];

    [Theory]
    [Needs(Links)]
    [MemberData(nameof(Situations))]
    public async Task Explain_predicts_the_result_of_loading(string situation)
    {
        await using HubFixture fixture = await HubFixture.CreateAsync(new());
        PretrainedLoadOptions options = LayOut(situation, fixture, fixture.Options);

        await CheckAsync(fixture, options);
        await CheckAsync(fixture, options with { LocalFilesOnly = true });
        await CheckAsync(fixture, options with { ForceDownload = true });
    }

    private static async Task CheckAsync(HubFixture fixture, PretrainedLoadOptions options)
    {
        fixture.Hub.Requests.Clear();
        var explained = ModelResolution.Explain(HubCacheBuilder.Repo, options);
        explained.Should().BeEquivalentTo(ModelResolution.Explain(HubCacheBuilder.Repo, options));
        fixture.Hub.Requests.Should().BeEmpty();

        string? error = null;
        try
        {
            await DistributedMixtralConfig.FromPretrainedAsync(
                HubCacheBuilder.Repo,
                options: options,
                cancellationToken: Cancellation
            );
        }
        catch (PretrainedConfigException exception)
        {
            error = exception.Message;
        }

        bool wasAsked = !fixture.Hub.Requests.IsEmpty;
        explained.Requests.Any().Should().Be(wasAsked);
        explained.IsLoadable.Should().Be(wasAsked || error is null);
        if (
            !wasAsked
            && error is not null
            && explained.CommitHash is not null
            && !explained.Outcome.StartsWith("It is not in the cache")
        )
        {
            explained.Outcome.Should().Be(error);
        }
    }

    private static PretrainedLoadOptions LayOut(string situation, HubFixture fixture, PretrainedLoadOptions options)
    {
        HubCacheBuilder cache = fixture.Cache;
        string etag = new('a', 40);
        _ = situation switch
        {
            "cached" => cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json),
            "known absent" => cache.KnownAbsent("config.json"),
            "damaged ref" => cache.Ref("main", "nonsense"),
            "damaged blob" => cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", etag, "{\"hidden_size\": "),
            "empty blob" => cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", etag, ""),
            "not JSON" => cache.Ref("main", HubCacheBuilder.Commit).File("config.json", "[]"),
            "another model" => cache
                .Ref("main", HubCacheBuilder.Commit)
                .File("config.json", "{\"model_type\": \"llama\"}"),
            "link circle" or "leads out" => cache.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}"),
            _ => cache,
        };
        if (situation is "link circle" or "leads out")
        {
            SymbolicLinks.ToFile(
                Path.Combine(cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"),
                situation == "leads out" ? "/etc/passwd" : "config.json"
            );
        }

        return situation == "known absent" ? options with { Revision = HubCacheBuilder.Commit } : options;
    }
}
