namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class HubCacheTests : CacheTest
{
    [Theory]
    [InlineData("main")]
    [InlineData("v1.0")]
    [InlineData("feature/x")]
    [InlineData("refs/pr/1")]
    public void A_branch_tag_or_pull_request_is_found_by_its_ref(string revision)
    {
        Cache.Ref(revision).File();

        HubCache.TryGetCommit(Repo, revision).Should().Be(Commit);
        HubCache.TryGetFile(Repo, FileName, revision).Should().Be(SnapshotFile);
    }

    [Fact]
    public void A_commit_hash_needs_no_ref()
    {
        Cache.File();

        HubCache.TryGetFile(Repo, FileName, Commit).Should().NotBeNull();
        HubCache.TryGetCommit(Repo, Commit).Should().Be(Commit);
        HubCache.TryGetCommit(Repo, OtherCommit).Should().BeNull();
        Load(Options with { Revision = Commit }).CommitHash.Should().Be(Commit);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_a_blob_is_followed()
    {
        Cache.Ref().Link();

        HubCache.TryGetFile(Repo, FileName).Should().Be(SnapshotFile);
        ShouldLoad();
    }

    [Fact]
    public void A_file_in_a_subfolder_is_found()
    {
        Cache.Ref().File("a/b/config.json");

        HubCache.TryGetFile(Repo, "a/b/config.json").Should().NotBeNull();
        ShouldLoad(Options with { Subfolder = "a/b" });
    }

    [Fact]
    public void TryGetFile_and_TryGetCommit_return_null_for_what_is_not_cached()
    {
        HubCache.TryGetFile(Repo, FileName).Should().BeNull();
        HubCache.TryGetCommit(Repo).Should().BeNull();
        Cache.Ref();
        HubCache.TryGetFile(Repo, FileName).Should().BeNull();
        HubCache.TryGetCommit(Repo).Should().BeNull();
        Cache.File("other.json", "{}");
        HubCache.TryGetFile(Repo, FileName).Should().BeNull();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("  \t")]
    public void A_ref_is_trimmed(string end)
    {
        Cache.Ref("main", Commit + end).File();

        HubCache.TryGetCommit(Repo).Should().Be(Commit);
    }

    [Theory]
    [InlineData("", "*is empty, or is not a regular file*")]
    [InlineData("   \n", "nothing*")]
    [InlineData("main", "main*")]
    [InlineData("../../../etc", "../../../etc*")]
    [InlineData("0123456789abcdef0123456789abcdef0123456", "0123456789abcdef0123456789abcdef0123456.*")]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567", "0123456789ABCDEF0123456789abcdef01234567*")]
    [InlineData(Commit + "\n" + Commit, Commit + " 0123456789abcdef012…*")]
    [InlineData("\uFEFF" + Commit, "\\ufeff0123*")]
    public void A_ref_without_a_commit_hash_is_an_error_that_names_its_file(string content, string found)
    {
        Cache.Ref("main", content).File();
        string message =
            $"The ref '{Main}' is damaged: expected a commit hash of 40 lower-case hexadecimal digits, found "
            + $"{found}Delete the file and download the model again.";

        Fail<HubException>(() => HubCache.TryGetFile(Repo, FileName)).Message.Should().Match(message);
        HubException exception = Fail<HubException>();
        exception.Message.Should().Match(message).And.NotContain("\n");
        exception.Revision.Should().Be("main");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_cycle_of_links_is_not_reported_as_missing()
    {
        Cache.Ref().File("other.json", "{}");
        SymbolicLinks.ToFile(SnapshotFile, FileName);

        Fail<HubException>(() => HubCache.TryGetFile(Repo, FileName))
            .Message.Should()
            .Contain("config.json' could not be opened: ");
        Fail<ConfigFormatException>().Message.Should().Contain("config.json' could not be opened: ");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
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
    [Needs(SystemFeature.Links)]
    public void A_ref_that_is_a_directory_or_a_link_to_nothing_counts_as_missing()
    {
        Cache.Ref("feature/x");
        SymbolicLinks.ToFile(Main, "nothing");

        HubCache.TryGetCommit(Repo, "feature").Should().BeNull();
        HubCache.TryGetCommit(Repo).Should().BeNull();
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("main")]
    [InlineData("/dev/zero")]
    public void A_ref_that_is_a_link_to_itself_or_to_a_device_is_an_error(string target)
    {
        Cache.Ref("other");
        SymbolicLinks.ToFile(Main, target);

        Fail<HubException>(() => HubCache.TryGetCommit(Repo));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
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
    [Needs(SystemFeature.Modes)]
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
    public void Missing_arguments_are_errors_of_the_caller()
    {
        Fail<ArgumentException>(() => new HubCache(" "));
        Fail<HubException>(() => new HubCache("~someone"))
            .Message.Should()
            .StartWith(
                "The cache directory '~someone', from the argument, is not a path: its home directory is not known."
            );
        Fail<ArgumentNullException>(() => HubCache.TryGetFile(null!, "x"));
        Fail<ArgumentNullException>(() => HubCache.TryGetFile("a", null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetFile("a", "x", null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetCommit(null!));
        Fail<ArgumentNullException>(() => HubCache.TryGetCommit("a", null!));
    }
}
