using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>What an error says of a model that is not in the cache.</summary>
public sealed class CacheMissTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_says_that_there_is_no_cache_and_what_chose_the_directory()
    {
        ConfigNotFoundException exception = Miss();

        exception
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                Local,
                ResultTexts.Place(Builder.Directory, "no such cache directory; chosen by the option CacheDirectory")
            );
        exception
            .Message.Should()
            .Be(
                "'acme/tiny' (revision main) is not an existing path, and config.json of it is not in the "
                    + $"Hugging Face cache. Looked at {Local}; {Builder.Directory} "
                    + "(no such cache directory; chosen by the option CacheDirectory). "
                    + "Download it once with 'hf download acme/tiny config.json --revision main --cache-dir "
                    + $"{Builder.Directory}', or give the path of a local directory or file."
            );
        exception.Model.Should().Be("acme/tiny");
        exception.Revision.Should().Be("main");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void It_says_that_the_cache_is_a_file_or_the_ref_a_directory_or_a_link_to_nothing()
    {
        _directory.Write("hub", "");
        Miss()
            .PlacesSearched[1]
            .Finding.Should()
            .Be("a file, not a cache directory; chosen by the option CacheDirectory");

        File.Delete(Builder.Directory);
        Builder.Ref("main/x", HubCacheBuilder.Commit);
        Miss().PlacesSearched[^1].Finding.Should().Be("a directory; no snapshot can be read");

        Directory.Delete(Path.Combine(Builder.RepoFolder, "refs", "main"), recursive: true);
        SymbolicLinks.ToFile(Path.Combine(Builder.RepoFolder, "refs", "main"), "nothing");
        Miss()
            .PlacesSearched[^1]
            .Finding.Should()
            .Be("a link to nothing, where there is no file; no snapshot can be read");
    }

    [Fact]
    public void It_says_that_there_is_no_such_repo()
    {
        Directory.CreateDirectory(Builder.Directory);

        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(Local, Cache, ResultTexts.Place(Builder.RepoFolder, "no such repo in the cache"));
    }

    [Fact]
    public void It_says_that_there_is_no_such_ref_and_which_snapshots_there_are()
    {
        Builder.File("config.json", "{}");

        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                Local,
                Cache,
                ResultTexts.Place(
                    Path.Combine(Builder.RepoFolder, "refs", "main"),
                    $"no such ref; snapshots that are there: {HubCacheBuilder.Commit}"
                )
            );
    }

    [Fact]
    public void It_names_no_more_than_five_snapshots()
    {
        foreach (string commit in (ReadOnlySpan<string>)["3", "1", "4", "0", "2"])
        {
            Builder.File("config.json", "{}", commit);
        }

        Miss().PlacesSearched[^1].Finding.Should().Be("no such ref; snapshots that are there: 0, 1, 2, 3, 4");
        Builder.File("config.json", "{}", "5");
        Miss()
            .PlacesSearched[^1]
            .Finding.Should()
            .Be("no such ref; snapshots that are there: 0, 1, 2, 3, 4, and 1 more");
    }

    [Fact]
    public void It_says_that_there_is_no_such_snapshot()
    {
        Builder.Ref("main", HubCacheBuilder.Commit);

        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                Local,
                Cache,
                Ref,
                ResultTexts.Place(
                    Path.Combine(Builder.RepoFolder, "snapshots", HubCacheBuilder.Commit),
                    "no such snapshot; no snapshot can be read"
                )
            );
    }

    [Fact]
    public void It_says_that_the_file_is_not_in_the_snapshot()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");

        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(Local, Cache, Ref, ResultTexts.Place(FileIn("snapshots"), "no such file in the snapshot"));
    }

    [Fact]
    public void It_says_that_the_file_is_known_not_to_exist()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}").KnownAbsent("config.json");

        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                Local,
                Cache,
                Ref,
                ResultTexts.Place(FileIn(".no_exist"), "the file is known not to exist in this commit of the repo")
            );
    }

    [Fact]
    public void A_file_that_is_there_counts_even_where_it_is_said_not_to_exist()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", "{}").KnownAbsent("config.json");

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options).Should().NotBeNull();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void It_says_that_a_link_leads_nowhere_or_that_there_is_a_directory()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", "d3adb33f", "{}");
        File.Delete(Path.Combine(Builder.RepoFolder, "blobs", "d3adb33f"));
        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(
                Local,
                Cache,
                Ref,
                ResultTexts.Place(FileIn("snapshots"), "a link to ../../blobs/d3adb33f, where there is no file")
            );

        File.Delete(FileIn("snapshots"));
        Directory.CreateDirectory(FileIn("snapshots"));
        Miss()
            .PlacesSearched.ToTexts()
            .Should()
            .Equal(Local, Cache, Ref, ResultTexts.Place(FileIn("snapshots"), "a directory"));
    }

    [Fact]
    public void It_names_the_snapshot_of_a_commit_without_a_ref() =>
        FluentActions
            .Invoking(() =>
            {
                Builder.File("config.json", "{}");
                return DistributedMixtralConfig.FromPretrained(
                    HubCacheBuilder.Repo,
                    options: Builder.Options with
                    {
                        Revision = HubCacheBuilder.OtherCommit,
                    }
                );
            })
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which.PlacesSearched[^1]
            .ToString()
            .Should()
            .Be(
                ResultTexts.Place(
                    Path.Combine(Builder.RepoFolder, "snapshots", HubCacheBuilder.OtherCommit),
                    $"no such snapshot; snapshots that are there: {HubCacheBuilder.Commit}"
                )
            );

    private static string Local =>
        ResultTexts.Place(
            Path.GetFullPath("acme/tiny"),
            $"no such file or directory; the working directory is {Directory.GetCurrentDirectory()}"
        );

    private string Cache =>
        ResultTexts.Place(Builder.Directory, "the cache directory, chosen by the option CacheDirectory");

    private string Ref =>
        ResultTexts.Place(Path.Combine(Builder.RepoFolder, "refs", "main"), $"stands for {HubCacheBuilder.Commit}");

    private string FileIn(string folder) =>
        Path.Combine(Builder.RepoFolder, folder, HubCacheBuilder.Commit, "config.json");

    private ConfigNotFoundException Miss() =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which;
}
