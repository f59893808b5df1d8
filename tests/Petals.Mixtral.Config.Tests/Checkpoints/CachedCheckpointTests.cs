namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Checkpoints in the Hugging Face cache, without requests to the Hub.</summary>
public sealed class CachedCheckpointTests : CacheTest
{
    private const string Name = "model.safetensors.index.json";
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a.safetensors"}}""";

    [Theory]
    [Needs(Links)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cached_index_may_be_a_file_or_a_link(bool isLink)
    {
        Cache.Ref();
        _ = isLink ? Cache.Link(Name, "d3adb33f", Index) : Cache.File(Name, Index);

        CheckpointIndex index = LoadIndex();

        index.Path.Should().Be(Cache.PathOf(Name));
        index.GetShardPath("a.safetensors").Should().Be(Cache.PathOf("a.safetensors"));
        index.ShardFiles.Should().Equal("a.safetensors");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("refs/pr/1")]
    [InlineData(OtherCommit)]
    public void The_revision_chooses_the_snapshot(string revision)
    {
        Cache.Ref().File(Name, Index).File(Name, Index, OtherCommit);
        if (revision != OtherCommit)
        {
            Cache.Ref(revision, OtherCommit);
        }

        LoadIndex(Options with { Revision = revision }).Path.Should().Contain(OtherCommit);
    }

    [Fact]
    public void A_commit_that_is_not_cached_is_an_error_that_lists_the_cached_ones()
    {
        Cache.Ref().File(Name, Index);

        Throws<ConfigNotFoundException>(
            () => LoadIndex(Options with { Revision = OtherCommit }),
            $"*{OtherCommit} (no such snapshot; the cached snapshots are " + $"{Commit})*"
        );
    }

    [Fact]
    public void The_checkpoint_of_a_subfolder_of_a_repo_is_found()
    {
        Cache.Ref().File($"a/{Name}", Index);

        LoadIndex(Options with { Subfolder = "a" })
            .GetShardPath("a.safetensors")
            .Should()
            .Be(Cache.PathOf("a/a.safetensors"));
    }

    [Fact]
    [Needs(Links)]
    public void LoadedFrom_of_a_config_leads_to_its_snapshot()
    {
        Cache.Ref().Link(etag: "c0ffee").Link(Name, "d3adb33f", Index);
        var config = DistributedMixtralConfig.FromPretrained(Repo, options: Options);

        CheckpointIndex.Load(config.LoadedFrom!).Path.Should().Be(Cache.PathOf(Name));
    }

    [Fact]
    [Needs(Links)]
    public void An_index_that_leads_out_of_the_folder_of_its_repo_is_refused()
    {
        Cache.Ref().File();
        SymbolicLinks.ToFile(Cache.PathOf(Name), Folder.Write("outside.json", Index));

        Throws<HubException>(() => LoadIndex(), "*leads out of the cache directory*");
    }

    [Fact]
    [Needs(Links)]
    public void A_shard_that_leads_out_of_the_folder_of_its_repo_is_not_read()
    {
        Cache.Ref().File(Name, Index);
        ShardWriter.Write(Folder.Combine("outside"), ShardWriter.OneTensor, 12);
        SymbolicLinks.ToFile(Cache.PathOf("a.safetensors"), Folder.Combine("outside"));

        CheckpointReport report = LoadIndex().Verify(Read(TinyConfig.Json));

        report.NumShardsRead.Should().Be(0);
        report.Findings[0].Kind.Should().Be(CheckpointFindingKind.DamagedShard);
        report.Findings[0].Found.Should().Contain("leads out of the cache directory");
    }

    [Fact]
    [Needs(Links)]
    public void A_link_without_a_target_is_skipped()
    {
        Cache.Ref().Link(Name, "d3adb33f", Index).File("pytorch_model.bin", "a pickle");
        File.Delete(Path.Combine(Cache.RepoFolder, "blobs", "d3adb33f"));

        LoadIndex().Format.Should().Be(CheckpointFormat.PyTorch);
        File.Delete(Cache.PathOf("pytorch_model.bin"));
        Throws<ConfigNotFoundException>(() => LoadIndex())
            .PlacesSearched[0]
            .ToString()
            .Should()
            .Be(ResultTexts.Place(Cache.PathOf(Name), "a link to ../../blobs/d3adb33f, which does not exist"));
    }

    [Fact]
    public void The_error_about_a_missing_repo_names_the_cache()
    {
        Directory.CreateDirectory(Cache.Directory);

        ConfigNotFoundException exception = Throws<ConfigNotFoundException>(
            () => LoadIndex(),
            "The checkpoint of 'acme/tiny' (revision main) is not in the Hugging Face cache. Looked at *, or "
                + "give the path of a local directory."
        );

        exception.PlacesSearched.Select(place => place.Path).Should().Equal(Cache.Directory, Cache.RepoFolder);
        exception.Revision.Should().Be("main");
        exception.Remedy.Should().StartWith("Download it once with 'hf download acme/tiny --revision main");
    }

    [Fact]
    public void The_error_about_a_snapshot_without_weights_names_every_form()
    {
        Cache.Ref().File();

        Throws<ConfigNotFoundException>(() => LoadIndex())
            .PlacesSearched.Select(place => place.Path)
            .Should()
            .Equal(
                Cache.PathOf(Name),
                Cache.PathOf("model.safetensors"),
                Cache.PathOf("pytorch_model.bin.index.json"),
                Cache.PathOf("pytorch_model.bin")
            );
    }

    [Fact]
    public void A_damaged_ref_is_an_error_that_names_it()
    {
        Cache.Ref("main", "nonsense").File(Name, Index);

        Throws<HubException>(() => LoadIndex(), "The ref '*main' is damaged*");
    }

    private CheckpointIndex LoadIndex(PretrainedLoadOptions? options = null) =>
        CheckpointIndex.Load(Repo, options ?? Options);
}
