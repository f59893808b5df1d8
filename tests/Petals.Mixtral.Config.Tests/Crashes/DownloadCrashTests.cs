namespace Petals.Mixtral.Config.Tests.Crashes;

/// <summary>After a crash at any step of a download, the cache contains the old config, the new one or none, and the
/// Hub completes it.</summary>
public sealed class DownloadCrashTests : CacheTest
{
    private const int OldSize = 32;
    private const int NewSize = 64;
    private static readonly string OldConfig = TinyConfig.Json.Replace(
        "\"hidden_size\": 64",
        $"\"hidden_size\": {OldSize}"
    );

    private readonly HttpClient _hub = new(new RecordingHandler());

    public override ValueTask DisposeAsync()
    {
        _hub.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [Needs(Links)]
    [InlineData("nothing is cached", true)]
    [InlineData("nothing is cached", false)]
    [InlineData("an older commit is cached", true)]
    [InlineData("an older commit is cached", false)]
    [InlineData("the blob is cached", true)]
    [InlineData("the blob is cached", false)]
    [InlineData("the ref is lost", true)]
    public void A_crash_during_a_download_never_damages_the_cache(string start, bool useLinks)
    {
        string cache = Folder.Combine("hub");
        Prepare(start);
        WriteTrace trace = WriteTrace.Record(
            cache,
            observer =>
                Load(
                    cache,
                    useLinks,
                    force: true,
                    (step, temporary, target) =>
                    {
                        OpenFiles.Below(Cache.RepoFolder).Should().BeEmpty("not every system replaces an open file");
                        observer(step, temporary, target);
                    }
                )
        );

        CrashModel.Complete(trace).ToString().Should().Be(trace.End.ToString(), "nothing else is written");
        CrashModel
            .States(trace)
            .DistinctBy(state => $"{state.Tree}")
            .Should()
            .HaveCountGreaterThan(2)
            .And.AllSatisfy(state => Check(state.Tree, useLinks, $"{state.Description}: {state.Tree}"));
    }

    private void Prepare(string start)
    {
        switch (start)
        {
            case "an older commit is cached":
                Cache.Ref("main", OtherCommit).Link(FileName, HubContent.Of(OldConfig).ETag, OldConfig, OtherCommit);
                break;
            case "the blob is cached":
                Folder.Write($"hub/models--acme--tiny/blobs/{Tiny.ETag}", TinyConfig.Json);
                break;
            case "the ref is lost":
                Cache.Link();
                break;
            default:
                Directory.CreateDirectory(Cache.Directory);
                break;
        }
    }

    private void Check(FileTree tree, bool useLinks, string because)
    {
        foreach (bool force in (bool[])[false, true])
        {
            string cache = Folder.Combine(Guid.NewGuid().ToString("N"));
            tree.WriteTo(cache);
            ConfigOrMiss(cache, because);
            DistributedMixtralConfig loaded = Load(cache, useLinks, force);
            loaded.HiddenSize.Should().Be(loaded.CommitHash == Commit ? NewSize : OldSize, because);
            (ConfigOrMiss(cache, because)?.CommitHash).Should().Be(loaded.CommitHash, because);
            Directory.Delete(cache, recursive: true);
        }
    }

    private DistributedMixtralConfig? ConfigOrMiss(string cache, string because)
    {
        try
        {
            DistributedMixtralConfig config = Load(Options with { CacheDirectory = cache });
            config.HiddenSize.Should().Be(config.CommitHash == Commit ? NewSize : OldSize, because);
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

    private DistributedMixtralConfig Load(
        string cache,
        bool useLinks,
        bool force,
        Action<string, string, string>? observer = null
    ) =>
        Load(
            new PretrainedLoadOptions
            {
                CacheDirectory = cache,
                HttpClient = _hub,
                ForceDownload = force,
                Endpoint = new Uri("http://localhost"),
                Environment = WriteTrace.Observe(
                    ConfigEnvironment.Create(
                        new Dictionary<string, string> { ["HF_HUB_DISABLE_SYMLINKS"] = useLinks ? "0" : "1" }
                    ),
                    observer
                ),
            }
        );
}
