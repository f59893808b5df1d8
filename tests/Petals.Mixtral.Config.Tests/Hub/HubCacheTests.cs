namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class HubCacheTests : CacheTest
{
    [Fact]
    [Needs(Links)]
    public void A_repo_folder_and_a_folder_of_refs_may_be_links()
    {
        Cache.Ref().Link();
        string elsewhere = Folder.Combine("elsewhere");
        Directory.Move(Cache.RepoFolder, elsewhere);
        SymbolicLinks.ToDirectory(Cache.RepoFolder, "../elsewhere");
        Directory.Move(Path.Combine(elsewhere, "refs"), Path.Combine(elsewhere, "other-refs"));
        SymbolicLinks.ToDirectory(Path.Combine(elsewhere, "refs"), "other-refs");

        ShouldLoad();
    }

    [Fact]
    [Needs(Unix)]
    public void A_path_that_is_too_long_for_the_system_is_not_a_damaged_ref() =>
        Fail<HubException>(() =>
            new HubCache($"/{string.Join('/', Enumerable.Repeat(new string('a', 200), 30))}").TryGetCommit(Repo)
        )
            .Message.Should()
            .Match("The ref '*' cannot be read: The path is too long for this system. Use a shorter one.");

    [Fact]
    public void A_ref_of_more_than_1024_bytes_is_not_read()
    {
        Cache.Ref("main", Commit + new string(' ', 1024 - 40)).File();
        HubCache.TryGetCommit(Repo).Should().Be(Commit);

        File.AppendAllText(Main, " ");
        Fail<HubException>(() => HubCache.TryGetCommit(Repo))
            .Message.Should()
            .EndWith(
                $", found '{Main}' has 1025 bytes; at most 1024 are read. Delete the file and download the model again."
            );
    }

    [Fact]
    [Needs(Links)]
    public void Loading_from_the_cache_writes_nothing()
    {
        Cache.Ref().Link().KnownAbsent("other.json");
        string[] before = Entries();

        Load();
        HubCache.TryGetFile(Repo, "other.json");
        Fail<ConfigNotFoundException>(Options, "acme/missing");

        Entries().Should().Equal(before);

        string[] Entries() =>
            [
                .. Directory
                    .EnumerateFileSystemEntries(Folder.Path, "*", SearchOption.AllDirectories)
                    .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    [Fact]
    [Needs(Modes)]
    public void A_read_only_cache_is_read()
    {
        Cache.Ref().File();
        string[] directories =
        [
            .. Directory.EnumerateDirectories(Cache.Directory, "*", SearchOption.AllDirectories),
            Cache.Directory,
        ];
        using var locked = new LockedPaths();
        locked.MakeReadOnly(directories);

        ShouldLoad();
    }

    [Fact]
    public void HubCache_throws_for_missing_arguments_and_an_unknown_home_directory()
    {
        Fail<ArgumentException>(() => new HubCache(" "));
        Fail<HubException>(() => new HubCache("~someone"))
            .Message.Should()
            .StartWith(
                "The cache directory '~someone', from the argument, is not a path: its home directory is unknown."
            );
        Fail<ArgumentNullException>(() => HubCache.TryGetFile(null!, "x"));
        Fail<ArgumentNullException>(() => HubCache.TryGetFile("a", null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetFile("a", "x", null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetCommit(null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetCommit("a", null!));
    }
}
