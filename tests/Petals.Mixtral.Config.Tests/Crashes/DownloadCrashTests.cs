using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>After a crash at any step of a download, the cache has the old config or the new one or none, and the Hub
/// completes it.</summary>
public sealed class DownloadCrashTests : IDisposable
{
    private const int OldSize = 32;
    private const int NewSize = 64;
    private static readonly string OldConfig = TinyConfig.Json.Replace(
        "\"hidden_size\": 64",
        $"\"hidden_size\": {OldSize}",
        StringComparison.Ordinal
    );

    private readonly TempDirectory _directory = new();
    private readonly HttpClient _hub = new(new RecordingHandler());

    public void Dispose()
    {
        _hub.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("nothing is cached", true)]
    [InlineData("nothing is cached", false)]
    [InlineData("an older commit is cached", true)]
    [InlineData("an older commit is cached", false)]
    [InlineData("the blob is cached", true)]
    [InlineData("the ref is lost", true)]
    public void A_crash_during_a_download_never_damages_the_cache(string start, bool useLinks)
    {
        string cache = _directory.Combine("hub");
        Prepare(start);
        WriteTrace trace = WriteTrace.Record(cache, () => Load(cache, useLinks, force: true));

        CrashModel.Complete(trace).ToString().Should().Be(trace.End.ToString(), "nothing else is written");
        IEnumerable<(string, FileTree)> killed = trace.Steps.Select(step =>
            ($"killed before {step.Kind}", step.Before)
        );
        var checkedStates = new HashSet<string>();
        foreach ((string description, FileTree tree) in CrashModel.States(trace).Concat(killed))
        {
            if (checkedStates.Add(tree.ToString()))
            {
                Check(tree, useLinks, $"{description}: {tree}");
            }
        }

        checkedStates.Count.Should().BeGreaterThan(2);
    }

    private void Prepare(string start)
    {
        var cache = new HubCacheBuilder(_directory);
        switch (start)
        {
            case "an older commit is cached":
                cache
                    .Ref("main", HubCacheBuilder.OtherCommit)
                    .Link("config.json", HubContent.Of(OldConfig).ETag, OldConfig, HubCacheBuilder.OtherCommit);
                break;
            case "the blob is cached":
                _directory.Write(
                    $"hub/models--acme--tiny/blobs/{HubContent.Of(TinyConfig.Json).ETag}",
                    TinyConfig.Json
                );
                break;
            case "the ref is lost":
                cache.Link("config.json", HubContent.Of(TinyConfig.Json).ETag, TinyConfig.Json);
                break;
            default:
                Directory.CreateDirectory(cache.Directory);
                break;
        }
    }

    private void Check(FileTree tree, bool useLinks, string because)
    {
        foreach (bool force in (bool[])[false, true])
        {
            string cache = _directory.Combine(Guid.NewGuid().ToString("N"));
            tree.WriteTo(cache);
            ConfigOrMiss(cache, because);
            DistributedMixtralConfig loaded = Load(cache, useLinks, force);
            loaded.HiddenSize.Should().Be(loaded.CommitHash == HubCacheBuilder.Commit ? NewSize : OldSize, because);
            DistributedMixtralConfig? kept = ConfigOrMiss(cache, because);
            kept.Should().NotBeNull(because);
            kept!.CommitHash.Should().Be(loaded.CommitHash, because);
            Directory.Delete(cache, recursive: true);
        }
    }

    private static DistributedMixtralConfig? ConfigOrMiss(string cache, string because)
    {
        try
        {
            DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
                HubCacheBuilder.Repo,
                options: new PretrainedLoadOptions { CacheDirectory = cache, LocalFilesOnly = true }
            );
            config.HiddenSize.Should().Be(config.CommitHash == HubCacheBuilder.Commit ? NewSize : OldSize, because);
            return config;
        }
        catch (ConfigNotFoundException)
        {
            return null;
        }
        catch (PretrainedConfigException exception)
        {
            throw new InvalidOperationException($"{because}: {exception.Message}", exception);
        }
    }

    private DistributedMixtralConfig Load(string cache, bool useLinks, bool force) =>
        DistributedMixtralConfig.FromPretrained(
            HubCacheBuilder.Repo,
            options: new PretrainedLoadOptions
            {
                CacheDirectory = cache,
                HttpClient = _hub,
                ForceDownload = force,
                Endpoint = new Uri("http://localhost"),
                Environment = ConfigEnvironment.Create(
                    new Dictionary<string, string> { ["HF_HUB_DISABLE_SYMLINKS"] = useLinks ? "0" : "1" }
                ),
            }
        );
}
