namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>The message about a model that is not in the cache names each place that was searched.</summary>
public sealed class CacheMissTests : CacheTest
{
    private const string Chosen = "chosen by the option CacheDirectory";
    private static readonly string Local =
        $"no such file or directory; the working directory is {Directory.GetCurrentDirectory()}";

    private string Snapshot => Path.GetDirectoryName(SnapshotFile)!;

    [Fact]
    public void A_missing_cache_is_named_with_the_option_that_chose_it()
    {
        string finding = $"no such cache directory; {Chosen}";
        ConfigNotFoundException exception = Fail<ConfigNotFoundException>();

        exception
            .PlacesSearched.Select(place => (place.Path, place.Finding))
            .Should()
            .Equal((Path.GetFullPath(Repo), Local), (Cache.Directory, finding));
        exception
            .Message.Should()
            .Be(
                "'acme/tiny' (revision main) is not an existing path, and config.json of it is not in the "
                    + $"Hugging Face cache. Looked at {Path.GetFullPath(Repo)} ({Local}); {Cache.Directory} ({finding}). "
                    + "Download it once with 'hf download acme/tiny config.json --revision main --cache-dir "
                    + $"{Cache.Directory}', or give the path of a local directory or file."
            );
        exception.Model.Should().Be(Repo);
        exception.Revision.Should().Be("main");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_cache_that_is_a_file_and_a_ref_that_is_a_directory_or_a_link_to_nothing_are_named()
    {
        Folder.Write("hub", "");
        Fail<ConfigNotFoundException>()
            .PlacesSearched[1]
            .Finding.Should()
            .Be($"a file, not a cache directory; {Chosen}");
        File.Delete(Cache.Directory);
        Cache.Ref("main/x");
        ShouldMiss(Main, "a directory; no snapshots are there");
        Directory.Delete(Main, recursive: true);
        SymbolicLinks.ToFile(Main, "nothing");
        ShouldMiss(Main, "a link to nothing, where there is no file; no snapshots are there");
    }

    [Fact]
    public void A_missing_repo_is_named()
    {
        Directory.CreateDirectory(Cache.Directory);

        ShouldMiss(Cache.RepoFolder, "no such repo in the cache");
    }

    [Fact]
    public void A_missing_ref_is_named_with_at_most_five_snapshots()
    {
        foreach (string commit in (ReadOnlySpan<string>)["3", "1", "4", "0", "2"])
        {
            Cache.File(commit: commit);
        }

        ShouldMiss(Main, "no such ref; snapshots that are there: 0, 1, 2, 3, 4");
        Cache.File(commit: "5");
        ShouldMiss(Main, "no such ref; snapshots that are there: 0, 1, 2, 3, 4, and 1 more");
    }

    [Fact]
    public void A_missing_snapshot_is_named()
    {
        Cache.Ref();

        ShouldMiss(Snapshot, "no such snapshot; no snapshots are there");
    }

    [Fact]
    public void A_missing_snapshot_of_a_commit_is_named_without_a_ref()
    {
        Cache.File();

        ShouldMiss(
            Path.Combine(Cache.RepoFolder, "snapshots", OtherCommit),
            $"no such snapshot; snapshots that are there: {Commit}",
            OtherCommit
        );
    }

    [Fact]
    public void A_file_that_is_missing_in_the_snapshot_or_known_to_be_absent_is_named()
    {
        Cache.Ref().File("other.json", "{}");
        ShouldMiss(SnapshotFile, "no such file in the snapshot");

        Cache.KnownAbsent();
        ShouldMiss(
            Path.Combine(Cache.RepoFolder, ".no_exist", Commit, FileName),
            "the file is known not to exist in this commit of the repo"
        );

        Cache.File();
        ShouldLoad();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_nothing_and_a_directory_in_place_of_the_file_are_named()
    {
        Cache.Ref().Link(etag: "d3adb33f");
        File.Delete(Path.Combine(Cache.RepoFolder, "blobs", "d3adb33f"));
        ShouldMiss(SnapshotFile, "a link to ../../blobs/d3adb33f, where there is no file");

        File.Delete(SnapshotFile);
        Directory.CreateDirectory(SnapshotFile);
        ShouldMiss(SnapshotFile, "a directory");
    }

    /// <summary>The places are the local path, the cache, the ref if it was found, and this place.</summary>
    private void ShouldMiss(string path, string finding, string revision = "main")
    {
        List<string> places =
        [
            ResultTexts.Place(Path.GetFullPath(Repo), Local),
            ResultTexts.Place(Cache.Directory, $"the cache directory, {Chosen}"),
            ResultTexts.Place(path, finding),
        ];
        if (path != Main && File.Exists(Main))
        {
            places.Insert(2, ResultTexts.Place(Main, $"stands for {Commit}"));
        }

        Fail<ConfigNotFoundException>(Options with { Revision = revision })
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(places);
    }
}
