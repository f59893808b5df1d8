namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Links in the cache may lead anywhere inside the cache directory, but not out of it.</summary>
[Needs(Links)]
public sealed class LinkBoundaryTests : CacheTest
{
    private const string Secret = "hf_this_is_a_secret";
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a.safetensors"}}""";
    private const string Snapshot = $"snapshots/{Commit}";
    private const string Config = $"{Snapshot}/config.json";
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes));
    private readonly string _secretFile;

    public LinkBoundaryTests() => _secretFile = Folder.Write("outside/main", Secret);

    private string SharedBlob => Path.Combine(Cache.Directory, "blobs", Sha256[..2], Sha256);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shard_outside_the_cache_is_refused_and_its_content_is_not_shown(bool isAbsolute)
    {
        Cache.Ref().File("model.safetensors.index.json", Index);
        Link($"{Snapshot}/a.safetensors", _secretFile, isAbsolute);

        CheckpointReport report = CheckpointIndex.Load(Repo, Options).Verify(Read(TinyConfig.Json));

        report.NumShardsRead.Should().Be(0);
        report
            .Findings[0]
            .Found.Should()
            .Contain(Cache.PathOf("a.safetensors"))
            .And.Contain(_secretFile)
            .And.NotContain(Secret);
    }

    [Fact]
    public void A_blob_that_all_repos_share_is_read_through_the_blob_of_the_repo()
    {
        Cache.Ref().Link(etag: Sha256);
        File.Delete(Path.Combine(Cache.RepoFolder, "blobs", Sha256));
        Folder.Write($"hub/blobs/{Sha256[..2]}/{Sha256}", TinyConfig.Json);
        Link($"blobs/{Sha256}", SharedBlob, isAbsolute: false);

        ShouldLoad();
        HubCache.TryGetFile(Repo, FileName).Should().Be(SnapshotFile);

        File.WriteAllText(SharedBlob, "{");
        Fail<HubException>().Message.Should().Match($"*is damaged: *'{SharedBlob}'*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_absolute_link_is_followed_under_both_names_of_a_linked_cache_directory(bool byItsName)
    {
        string alias = Folder.Combine("alias");
        SymbolicLinks.ToDirectory(alias, Cache.Directory);
        Cache.Ref().File("kept.json");
        string kept = Cache.PathOf("kept.json");
        SymbolicLinks.ToFile(SnapshotFile, byItsName ? kept : kept.Replace(Cache.Directory, alias));

        foreach (string directory in (string[])[alias, Cache.Directory, $"{alias}/", $"{Cache.Directory}/"])
        {
            ShouldLoad(Options with { CacheDirectory = directory });
        }
    }

    [Fact]
    [Needs(Proc)]
    public void A_refused_file_is_closed()
    {
        Cache.Ref();
        Link(Config, _secretFile);

        Fail<HubException>();

        OpenFiles.Below(Folder.Path).Should().BeEmpty();
    }

    [Fact]
    [Needs(Permissions)]
    public void A_cache_directory_that_may_be_searched_but_not_listed_is_read_through_another_name()
    {
        string alias = Folder.Combine("alias");
        SymbolicLinks.ToDirectory(alias, Cache.Directory);
        Cache.Ref().File();
        using var locked = new LockedPaths();
        locked.Lock(Cache.Directory, UnixFileMode.UserExecute);

        ShouldLoad(Options with { CacheDirectory = alias });
    }

    private void Link(string path, string target, bool isAbsolute = true)
    {
        string link = Path.Combine(Cache.RepoFolder, path);
        string folder = Path.GetDirectoryName(link)!;
        Directory.CreateDirectory(folder);
        SymbolicLinks.ToFile(link, isAbsolute ? target : Path.GetRelativePath(folder, target));
    }
}
