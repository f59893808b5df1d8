namespace Petals.Mixtral.Config.Tests.Files;

/// <summary>Paths of more than 1024 bytes are loaded like others.</summary>
[Needs(Links)]
public sealed class LongPathTests : CacheTest
{
    private readonly string _deep;

    public LongPathTests()
    {
        _deep = Folder.Combine([.. Enumerable.Repeat(new string('d', 200), 6)]);
        Directory.CreateDirectory(_deep);
    }

    protected override PretrainedLoadOptions Options => new() { CacheDirectory = _deep, LocalFilesOnly = true };

    private string DeepFile => Path.Join(_deep, FileName);

    private string RepoFolder => Path.Join(_deep, "models--acme--tiny");

    private string Snapshot => Path.Join(RepoFolder, "snapshots", Commit);

    [Fact]
    public void A_directory_and_a_file_are_loaded()
    {
        File.WriteAllText(DeepFile, TinyConfig.Json);

        Load(model: _deep).LoadedFrom.Should().Be(DeepFile);
        Load(model: DeepFile).Should().Be(Load(model: _deep));
    }

    [Fact]
    public void A_link_is_followed()
    {
        File.WriteAllText(Path.Join(_deep, "end.json"), TinyConfig.Json);
        SymbolicLinks.ToFile(DeepFile, "end.json");

        Load(model: _deep).LoadedFrom.Should().Be(DeepFile);
    }

    [Fact]
    public void A_missing_file_and_a_link_to_nothing_are_not_found()
    {
        Fail<ConfigNotFoundException>();
        Fail<ConfigNotFoundException>(model: _deep);

        SymbolicLinks.ToFile(DeepFile, "nothing");

        Fail<ConfigNotFoundException>(model: _deep);
        Fail<ConfigNotFoundException>(model: DeepFile)
            .Message.Should()
            .Contain("config.json (a link to nothing, which does not exist; ");
    }

    [Fact]
    public void A_cached_model_is_loaded_through_its_link()
    {
        FillCache("../../blobs/1234", "blobs");

        Load().LoadedFrom.Should().Be(Path.Join(Snapshot, FileName));
    }

    [Fact]
    public void A_link_out_of_the_cache_directory_is_not_followed()
    {
        FillCache("../../../../1234", "../..");

        Fail<HubException>().Message.Should().Contain("leads out of the cache directory");
    }

    private void FillCache(string target, string contentFolder)
    {
        foreach (string folder in (string[])[Snapshot, Path.Join(RepoFolder, "refs"), Path.Join(RepoFolder, "blobs")])
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(Path.Join(RepoFolder, "refs", "main"), Commit);
        File.WriteAllText(Path.Join(RepoFolder, contentFolder, "1234"), TinyConfig.Json);
        SymbolicLinks.ToFile(Path.Join(Snapshot, FileName), target);
    }
}
