namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Checkpoints in the Hugging Face cache, without requests to the Hub.</summary>
public sealed class CachedCheckpointTests : FolderTest
{
    private const string Name = "model.safetensors.index.json";
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a.safetensors"}}""";
    private readonly HubCacheBuilder _cache;

    public CachedCheckpointTests() => _cache = new HubCacheBuilder(Folder);

    [Theory]
    [Needs(Links)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cached_index_may_be_a_file_or_a_link(bool isLink)
    {
        _cache.Ref("main", HubCacheBuilder.Commit);
        _ = isLink ? _cache.Link(Name, "d3adb33f", Index) : _cache.File(Name, Index);

        CheckpointIndex index = Load();

        index.Path.Should().Be(InSnapshot(Name));
        index.GetShardPath("a.safetensors").Should().Be(InSnapshot("a.safetensors"));
        index.ShardFiles.Should().Equal("a.safetensors");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("refs/pr/1")]
    [InlineData(HubCacheBuilder.OtherCommit)]
    public void The_revision_chooses_the_snapshot(string revision)
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File(Name, Index).File(Name, Index, HubCacheBuilder.OtherCommit);
        if (revision != HubCacheBuilder.OtherCommit)
        {
            _cache.Ref(revision, HubCacheBuilder.OtherCommit);
        }

        Load(options => options with { Revision = revision }).Path.Should().Contain(HubCacheBuilder.OtherCommit);
    }

    [Fact]
    public void A_commit_that_is_not_cached_is_an_error_that_lists_the_cached_ones()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File(Name, Index);

        Throws<ConfigNotFoundException>(
            () => Load(options => options with { Revision = HubCacheBuilder.OtherCommit }),
            $"*{HubCacheBuilder.OtherCommit} (no such snapshot; the cached snapshots are "
                + $"{HubCacheBuilder.Commit})*"
        );
    }

    [Fact]
    public void The_checkpoint_of_a_subfolder_of_a_repo_is_found()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File($"a/{Name}", Index);

        Load(options => options with { Subfolder = "a" })
            .GetShardPath("a.safetensors")
            .Should()
            .Be(InSnapshot("a", "a.safetensors"));
    }

    [Fact]
    [Needs(Links)]
    public void LoadedFrom_of_a_config_leads_to_its_snapshot()
    {
        _cache
            .Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", "c0ffee", TinyConfig.Json)
            .Link(Name, "d3adb33f", Index);
        var config = DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: _cache.Options);

        CheckpointIndex.Load(config.LoadedFrom!).Path.Should().Be(InSnapshot(Name));
    }

    [Fact]
    [Needs(Links)]
    public void An_index_that_leads_out_of_the_folder_of_its_repo_is_refused()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        SymbolicLinks.ToFile(InSnapshot(Name), Folder.Write("outside.json", Index));

        Throws<HubException>(() => Load(), "*leads out of the cache directory*");
    }

    [Fact]
    [Needs(Links)]
    public void A_shard_that_leads_out_of_the_folder_of_its_repo_is_not_read()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File(Name, Index);
        ShardWriter.Write(Folder.Combine("outside"), ShardWriter.OneTensor, 12);
        SymbolicLinks.ToFile(InSnapshot("a.safetensors"), Folder.Combine("outside"));

        CheckpointReport report = Load().Verify(Read(TinyConfig.Json));

        report.NumShardsRead.Should().Be(0);
        report.Findings[0].Kind.Should().Be(CheckpointFindingKind.DamagedShard);
        report.Findings[0].Found.Should().Contain("leads out of the cache directory");
    }

    [Fact]
    [Needs(Links)]
    public void A_link_without_a_target_is_skipped()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).Link(Name, "d3adb33f", Index).File("pytorch_model.bin", "a pickle");
        File.Delete(Path.Combine(_cache.RepoFolder, "blobs", "d3adb33f"));

        Load().Format.Should().Be(CheckpointFormat.PyTorch);
        File.Delete(InSnapshot("pytorch_model.bin"));
        Throws<ConfigNotFoundException>(() => Load())
            .PlacesSearched[0]
            .ToString()
            .Should()
            .Be(ResultTexts.Place(InSnapshot(Name), "a link to ../../blobs/d3adb33f, which does not exist"));
    }

    [Fact]
    public void The_error_about_a_missing_repo_names_the_cache()
    {
        Directory.CreateDirectory(_cache.Directory);

        ConfigNotFoundException exception = Throws<ConfigNotFoundException>(
            () => Load(),
            "The checkpoint of 'acme/tiny' (revision main) is not in the Hugging Face cache. Looked at *, or "
                + "give the path of a local directory."
        );

        exception.PlacesSearched.Select(place => place.Path).Should().Equal(_cache.Directory, _cache.RepoFolder);
        exception.Revision.Should().Be("main");
        exception.Remedy.Should().StartWith("Download it once with 'hf download acme/tiny --revision main");
    }

    [Fact]
    public void The_error_about_a_snapshot_without_weights_names_every_form()
    {
        _cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        Throws<ConfigNotFoundException>(() => Load())
            .PlacesSearched.Select(place => place.Path)
            .Should()
            .Equal(
                InSnapshot(Name),
                InSnapshot("model.safetensors"),
                InSnapshot("pytorch_model.bin.index.json"),
                InSnapshot("pytorch_model.bin")
            );
    }

    [Fact]
    public void A_damaged_ref_is_an_error_that_names_it()
    {
        _cache.Ref("main", "nonsense").File(Name, Index);

        Throws<HubException>(() => Load(), "The ref '*main' is damaged*");
    }

    private string InSnapshot(params string[] parts) =>
        Path.Combine([_cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, .. parts]);

    private CheckpointIndex Load(Func<PretrainedLoadOptions, PretrainedLoadOptions>? change = null) =>
        CheckpointIndex.Load(HubCacheBuilder.Repo, change?.Invoke(_cache.Options) ?? _cache.Options);
}
