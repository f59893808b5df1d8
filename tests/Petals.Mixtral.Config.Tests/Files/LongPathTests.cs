using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Files;

/// <summary>Paths of more than 1024 bytes, about which .NET is asked instead of the system itself: the same must come
/// out.</summary>
public sealed class LongPathTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _deep;

    public LongPathTests() => _deep = _directory.Combine([.. Enumerable.Repeat(new string('d', 200), 6)]);

    private PretrainedLoadOptions Options => new() { CacheDirectory = _deep, LocalFilesOnly = true };

    private string RepoFolder => Path.Join(_deep, "models--acme--tiny");

    private string Snapshot => Path.Join(RepoFolder, "snapshots", HubCacheBuilder.Commit);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_directory_and_a_file_are_loaded()
    {
        Directory.CreateDirectory(_deep);
        string file = Path.Join(_deep, "config.json");
        File.WriteAllText(file, TinyConfig.Json);

        DistributedMixtralConfig.FromPretrained(_deep).LoadedFrom.Should().Be(file);
        DistributedMixtralConfig.FromPretrained(file).Should().Be(DistributedMixtralConfig.FromPretrained(_deep));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_is_followed()
    {
        Directory.CreateDirectory(_deep);
        File.WriteAllText(Path.Join(_deep, "end.json"), TinyConfig.Json);
        SymbolicLinks.ToFile(Path.Join(_deep, "config.json"), "end.json");

        DistributedMixtralConfig.FromPretrained(_deep).LoadedFrom.Should().Be(Path.Join(_deep, "config.json"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_that_leads_nowhere_is_a_file_that_is_not_there()
    {
        Directory.CreateDirectory(_deep);
        string link = Path.Join(_deep, "config.json");
        SymbolicLinks.ToFile(link, "nothing");

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(_deep))
            .Should()
            .Throw<ConfigNotFoundException>();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(link))
            .Should()
            .Throw<ConfigNotFoundException>()
            .WithMessage("*config.json (a link to nothing, where there is no file; *");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_cached_model_is_loaded_through_its_link()
    {
        FillCache("../../blobs/1234", "blobs");

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Options)
            .LoadedFrom.Should()
            .Be(Path.Join(Snapshot, "config.json"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_out_of_the_cache_directory_is_not_followed()
    {
        FillCache("../../../../1234", "../..");

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Options))
            .Should()
            .Throw<HubException>()
            .WithMessage("*leads out of the cache directory*");
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        Directory.CreateDirectory(_deep);

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(_deep))
            .Should()
            .Throw<ConfigNotFoundException>();
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Options))
            .Should()
            .Throw<ConfigNotFoundException>();
    }

    private void FillCache(string target, string contentFolder)
    {
        foreach (
            string folder in (ReadOnlySpan<string>)
                [Snapshot, Path.Join(RepoFolder, "refs"), Path.Join(RepoFolder, "blobs")]
        )
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(Path.Join(RepoFolder, "refs", "main"), HubCacheBuilder.Commit);
        File.WriteAllText(Path.Join(RepoFolder, contentFolder, "1234"), TinyConfig.Json);
        SymbolicLinks.ToFile(Path.Join(Snapshot, "config.json"), target);
    }
}
