namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Links in the cache may lead anywhere inside the cache directory and nowhere else.</summary>
[Needs(SystemFeature.Links)]
public sealed class LinkBoundaryTests : CacheTest
{
    private const string Secret = "hf_this_is_a_secret";
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a.safetensors"}}""";
    private const string Snapshot = $"snapshots/{Commit}";
    private const string Config = $"{Snapshot}/config.json";
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Tiny.Bytes));
    private readonly string _outside;
    private readonly string _secretFile;

    public LinkBoundaryTests()
    {
        _secretFile = Folder.Write("outside/main", Secret);
        _outside = Path.GetDirectoryName(_secretFile)!;
    }

    private string SharedBlob => Path.Combine(Cache.Directory, "blobs", Sha256[..2], Sha256);

    [Theory]
    [InlineData("refs/main", true)]
    [InlineData("refs/main", false)]
    [InlineData("refs", true)]
    [InlineData("refs", false)]
    public void A_ref_outside_the_cache_is_refused_and_its_content_is_not_shown(string link, bool isAbsolute)
    {
        Cache.File();
        Link(link, link == "refs" ? _outside : _secretFile, isAbsolute);

        ShouldRefuse(() => HubCache.TryGetCommit(Repo), Main);
        ShouldRefuse(() => Load(), Main);
        ModelResolution.Explain(Repo, Options).Outcome.Should().Contain(_secretFile).And.NotContain(Secret);
    }

    [Theory]
    [InlineData(Config, "outside/config.json", true)]
    [InlineData(Config, "outside/config.json", false)]
    [InlineData(Config, "hub-other/config.json", true)]
    [InlineData(Config, "hub/../hub-other/config.json", true)]
    [InlineData(Snapshot, "outside", true)]
    [InlineData(Snapshot, "outside", false)]
    [InlineData("snapshots", "outside", true)]
    public void A_file_of_a_snapshot_outside_the_cache_is_refused(string link, string target, bool isAbsolute)
    {
        Folder.Write("hub-other/config.json", Secret);
        Folder.Write("outside/config.json", Secret);
        Folder.Write($"outside/{Commit}/config.json", Secret);
        Cache.Ref();
        Link(link, Folder.Combine(target), isAbsolute);
        string end = Path.GetFullPath(Path.Join(Folder.Combine(target), Path.GetRelativePath(link, Config)));

        ShouldRefuse(() => Load(), SnapshotFile, end.TrimEnd('.', '/'));
        ShouldRefuse(() => HubCache.TryGetFile(Repo, FileName), SnapshotFile, end.TrimEnd('.', '/'));
    }

    [Theory]
    [InlineData("refs/main")]
    [InlineData(Config)]
    public void A_chain_of_links_that_ends_outside_the_cache_is_refused(string path)
    {
        Cache.Ref().File();
        string first = Path.Combine(Cache.RepoFolder, path);
        File.Delete(first);
        Link("blobs/second", _secretFile, isAbsolute: false);
        Link("blobs/first", Path.Combine(Cache.RepoFolder, "blobs", "second"));
        Link(path, Path.Combine(Cache.RepoFolder, "blobs", "first"), isAbsolute: false);

        ShouldRefuse(() => Load(), first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_blob_outside_the_cache_is_refused(bool isAbsolute)
    {
        Cache.Ref().Link();
        File.Delete(Blob);
        Link($"blobs/{Tiny.ETag}", _secretFile, isAbsolute);

        ShouldRefuse(() => Load(), SnapshotFile);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shard_outside_the_cache_is_refused_and_its_content_is_not_shown(bool isAbsolute)
    {
        Cache.Ref().File("model.safetensors.index.json", Index);
        Link($"{Snapshot}/a.safetensors", _secretFile, isAbsolute);

        CheckpointReport report = CheckpointIndex
            .Load(Repo, Options)
            .Verify(DistributedMixtralConfig.FromJson(TinyConfig.Json));

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
    [InlineData(Config, $"{Snapshot}/./kept.json")]
    [InlineData("to-kept.json", $"{Snapshot}/../{Commit}//kept.json")]
    [InlineData(null, "models--acme--tiny-other/config.json")]
    [InlineData(null, "blobs/ab/config.json")]
    public void An_absolute_link_to_anywhere_in_the_cache_directory_is_followed(string? link, string target)
    {
        Cache.Ref().File("kept.json");
        if (link is null)
        {
            Folder.Write($"hub/{target}", TinyConfig.Json);
            Link(Config, Path.Combine(Cache.Directory, target));
        }
        else
        {
            SymbolicLinks.ToFile(Path.Combine(Cache.RepoFolder, link), Path.Join(Cache.RepoFolder, target));
        }

        if (link == "to-kept.json")
        {
            Link(Config, Path.Combine(Cache.RepoFolder, link));
        }

        ShouldLoad();
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
    public void The_target_of_a_refused_or_dangling_link_is_shown_without_control_characters()
    {
        Cache.Ref();
        Link(Config, Folder.Write("outside/a\u001b[2J\nb", Secret));
        Fail<HubException>().Message.Should().NotContainAny("\u001b", "\n");

        File.Delete(SnapshotFile);
        Link(Config, "/no\u001b[2J\nwhere");
        Fail<ConfigNotFoundException>().Message.Should().NotContainAny("\u001b", "\n");
    }

    [Fact]
    [Needs(SystemFeature.Proc)]
    public void A_refused_file_is_closed()
    {
        Cache.Ref();
        Link(Config, _secretFile);

        Fail<HubException>();

        OpenFiles.Below(Folder.Path).Should().BeEmpty();
    }

    [Theory]
    [InlineData("blobs/")]
    [InlineData("blobs/a/")]
    public void A_file_of_a_snapshot_in_a_folder_named_blobs_is_not_a_blob(string folder)
    {
        string name = $"{folder}{new string('a', 40)}";
        Cache.Ref().File(name, "[]");

        Fail<ConfigFormatException>(Options with { ConfigFileName = name });
    }

    [Fact]
    [Needs(SystemFeature.Permissions)]
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

    private void ShouldRefuse(Func<object?> read, string link, string? target = null) =>
        Fail<HubException>(read)
            .Message.Should()
            .Match(
                $"'{link}' leads out of the cache directory, to '{target ?? _secretFile}', so it is not used. "
                    + "Delete it and download the model again."
            );
}
