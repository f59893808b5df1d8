using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub;

public sealed class HubCacheTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private HubCacheBuilder Builder => new(_directory);

    private HubCache Cache => new(Builder.Directory);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("main")]
    [InlineData("v1.0")]
    [InlineData("feature/x")]
    [InlineData("refs/pr/1")]
    public void A_branch_tag_or_pull_request_is_found_by_its_ref(string revision)
    {
        Builder.Ref(revision, HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);

        Cache.TryGetCommit(HubCacheBuilder.Repo, revision).Should().Be(HubCacheBuilder.Commit);
        Cache
            .TryGetFile(HubCacheBuilder.Repo, "config.json", revision)
            .Should()
            .Be(Path.Combine(Builder.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"));
    }

    [Fact]
    public void A_commit_hash_needs_no_ref()
    {
        Builder.File("config.json", TinyConfig.Json);

        Cache.TryGetFile(HubCacheBuilder.Repo, "config.json", HubCacheBuilder.Commit).Should().NotBeNull();
        Cache.TryGetCommit(HubCacheBuilder.Repo, HubCacheBuilder.Commit).Should().Be(HubCacheBuilder.Commit);
        Cache.TryGetCommit(HubCacheBuilder.Repo, HubCacheBuilder.OtherCommit).Should().BeNull();
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options with { Revision = HubCacheBuilder.Commit })
            .CommitHash.Should()
            .Be(HubCacheBuilder.Commit);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_to_a_blob_is_followed()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", "d3adb33f", TinyConfig.Json);

        Cache.TryGetFile(HubCacheBuilder.Repo, "config.json").Should().NotBeNull();
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options)
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    public void A_file_in_a_subfolder_is_found()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("a/b/config.json", """{"hidden_size": 8}""");

        Cache.TryGetFile(HubCacheBuilder.Repo, "a/b/config.json").Should().NotBeNull();
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options with { Subfolder = "a/b" })
            .HiddenSize.Should()
            .Be(8);
    }

    [Fact]
    public void What_is_not_there_is_not_cached()
    {
        Cache.TryGetFile(HubCacheBuilder.Repo, "config.json").Should().BeNull();
        Cache.TryGetCommit(HubCacheBuilder.Repo).Should().BeNull();
        Builder.Ref("main", HubCacheBuilder.Commit);
        Cache.TryGetFile(HubCacheBuilder.Repo, "config.json").Should().BeNull();
        Cache.TryGetCommit(HubCacheBuilder.Repo).Should().BeNull();
        Builder.File("other.json", "{}");
        Cache.TryGetFile(HubCacheBuilder.Repo, "config.json").Should().BeNull();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("  \t")]
    public void A_ref_is_trimmed(string end)
    {
        Builder.Ref("main", HubCacheBuilder.Commit + end).File("config.json", TinyConfig.Json);

        Cache.TryGetCommit(HubCacheBuilder.Repo).Should().Be(HubCacheBuilder.Commit);
    }

    [Theory]
    [InlineData("", "is empty, or is not a regular file")]
    [InlineData("   \n", "found nothing")]
    [InlineData("main", "found main")]
    [InlineData("../../../etc", "found ../../../etc")]
    [InlineData("0123456789abcdef0123456789abcdef0123456", "found 0123456789abcdef0123456789abcdef0123456.")]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567", "found 0123456789ABCDEF0123456789abcdef01234567")]
    [InlineData(
        "0123456789abcdef0123456789abcdef01234567\n0123456789abcdef0123456789abcdef01234567",
        "found 0123456789abcdef0123456789abcdef01234567 0123456789abcdef012…"
    )]
    [InlineData("\uFEFF0123456789abcdef0123456789abcdef01234567", "found \\ufeff0123")]
    public void A_ref_that_holds_no_commit_hash_is_an_error_that_names_its_file(string content, string found)
    {
        Builder.Ref("main", content).File("config.json", TinyConfig.Json);
        string message =
            $"The ref '{Path.Combine(Builder.RepoFolder, "refs", "main")}' is damaged: expected a commit hash of "
            + "40 lower-case hexadecimal digits, found *";

        FluentActions
            .Invoking(() => Cache.TryGetFile(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .Throw<HubException>()
            .WithMessage(message)
            .Which.Message.Should()
            .Contain(found)
            .And.EndWith("Delete the file and download the model again.")
            .And.NotContain("\n");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options))
            .Should()
            .Throw<HubException>()
            .WithMessage(message)
            .Which.Revision.Should()
            .Be("main");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void Links_that_form_a_circle_are_reported_and_not_called_missing()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");
        SymbolicLinks.ToFile(
            Path.Combine(Builder.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"),
            "config.json"
        );

        Cache
            .Invoking(it => it.TryGetFile(HubCacheBuilder.Repo, "config.json"))
            .Should()
            .Throw<HubException>()
            .WithMessage("*config.json' could not be opened: *");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*config.json' could not be opened: *");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_repo_folder_refs_and_a_snapshot_that_are_links_are_followed()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", "d3adb33f", TinyConfig.Json);
        string elsewhere = _directory.Combine("elsewhere");
        Directory.Move(Builder.RepoFolder, elsewhere);
        SymbolicLinks.ToDirectory(Builder.RepoFolder, "../elsewhere");
        Directory.Move(Path.Combine(elsewhere, "refs"), Path.Combine(elsewhere, "other-refs"));
        SymbolicLinks.ToDirectory(Path.Combine(elsewhere, "refs"), "other-refs");

        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options)
            .HiddenSize.Should()
            .Be(64);
    }

    [Fact]
    public void A_path_that_is_too_long_for_the_system_is_not_a_damaged_ref() =>
        FluentActions
            .Invoking(() =>
                new HubCache($"/{string.Join('/', Enumerable.Repeat(new string('a', 200), 30))}").TryGetCommit(
                    HubCacheBuilder.Repo
                )
            )
            .Should()
            .Throw<HubException>()
            .WithMessage("The ref '*' cannot be read: *");

    [Fact]
    public void A_ref_that_is_large_is_not_read()
    {
        Builder.Ref("main", HubCacheBuilder.Commit + new string(' ', 1024 - 40)).File("config.json", TinyConfig.Json);
        Cache.TryGetCommit(HubCacheBuilder.Repo).Should().Be(HubCacheBuilder.Commit);

        string file = Path.Combine(Builder.RepoFolder, "refs", "main");
        File.AppendAllText(file, " ");
        FluentActions
            .Invoking(() => Cache.TryGetCommit(HubCacheBuilder.Repo))
            .Should()
            .Throw<HubException>()
            .WithMessage(
                $"*, found '{file}' has 1025 bytes; at most 1024 are read. Delete the file and download the model "
                    + "again."
            );
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_ref_that_is_a_directory_or_a_link_to_nothing_is_no_ref()
    {
        Builder.Ref("feature/x", HubCacheBuilder.Commit);
        SymbolicLinks.ToFile(Path.Combine(Builder.RepoFolder, "refs", "main"), "nothing");

        Cache.TryGetCommit(HubCacheBuilder.Repo, "feature").Should().BeNull();
        Cache.TryGetCommit(HubCacheBuilder.Repo).Should().BeNull();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_ref_that_is_a_link_to_itself_or_to_a_device_is_an_error()
    {
        Builder.Ref("other", HubCacheBuilder.Commit);
        SymbolicLinks.ToFile(Path.Combine(Builder.RepoFolder, "refs", "main"), "main");
        SymbolicLinks.ToFile(Path.Combine(Builder.RepoFolder, "refs", "zero"), "/dev/zero");

        FluentActions.Invoking(() => Cache.TryGetCommit(HubCacheBuilder.Repo)).Should().Throw<HubException>();
        FluentActions.Invoking(() => Cache.TryGetCommit(HubCacheBuilder.Repo, "zero")).Should().Throw<HubException>();
    }

    [Theory]
    [InlineData("../../../x")]
    [InlineData("refs/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\h\\s")]
    [InlineData("C:x")]
    [InlineData("main\n")]
    [InlineData("main/")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a%2f..")]
    [InlineData("main?x")]
    [InlineData("CON")]
    [InlineData("aux.txt")]
    [InlineData("x:stream")]
    [InlineData("main.")]
    [InlineData("main ")]
    [InlineData("a//b")]
    public void What_cannot_be_a_revision_on_every_system_is_refused(string revision)
    {
        FluentActions
            .Invoking(() => Cache.TryGetFile(HubCacheBuilder.Repo, "config.json", revision))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage("*is not a revision: *");
        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    HubCacheBuilder.Repo,
                    options: Builder.Options with
                    {
                        Revision = revision,
                    }
                )
            )
            .Should()
            .Throw<HubValidationException>();
    }

    [Fact]
    public void A_very_long_revision_is_refused() =>
        FluentActions
            .Invoking(() => Cache.TryGetCommit(HubCacheBuilder.Repo, new string('a', 5000)))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage("*it has 5000 characters, of at most 1024*");

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("\\\\h\\s\\x")]
    [InlineData("\\x")]
    [InlineData("a\\..\\..\\x")]
    [InlineData("//x")]
    [InlineData("./x")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("..%2fx")]
    [InlineData("%2e%2e/x")]
    [InlineData("x\0")]
    [InlineData("x:ads")]
    [InlineData("NUL")]
    [InlineData("config.json ")]
    [InlineData("config.json.")]
    public void What_cannot_be_a_file_of_a_repo_on_every_system_is_refused(string file)
    {
        FluentActions
            .Invoking(() => Cache.TryGetFile(HubCacheBuilder.Repo, file))
            .Should()
            .Throw<HubValidationException>()
            .WithMessage("*is not the relative path of a file: *");
        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    HubCacheBuilder.Repo,
                    options: Builder.Options with
                    {
                        ConfigFileName = file,
                    }
                )
            )
            .Should()
            .Throw<HubValidationException>();
        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    _directory.Path,
                    options: new() { Subfolder = file.Length == 0 ? ".." : file }
                )
            )
            .Should()
            .Throw<HubValidationException>();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void Looking_things_up_writes_nothing()
    {
        Builder
            .Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", "d3adb33f", TinyConfig.Json)
            .KnownAbsent("other.json");
        string[] before = Entries();

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options);
        Cache.TryGetFile(HubCacheBuilder.Repo, "other.json");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained("acme/missing", options: Builder.Options))
            .Should()
            .Throw<ConfigNotFoundException>();

        Entries().Should().Equal(before);

        string[] Entries() =>
            [
                .. Directory
                    .EnumerateFileSystemEntries(_directory.Path, "*", SearchOption.AllDirectories)
                    .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    [Fact]
    public void A_read_only_cache_is_read()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        string[] directories =
        [
            .. Directory.EnumerateDirectories(Builder.Directory, "*", SearchOption.AllDirectories),
            Builder.Directory,
        ];
        SetMode(directories, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        try
        {
            DistributedMixtralConfig
                .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options)
                .HiddenSize.Should()
                .Be(64);
        }
        finally
        {
            SetMode(directories, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        static void SetMode(string[] directories, UnixFileMode mode)
        {
            foreach (string path in directories)
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, mode);
                }
            }
        }
    }

    [Fact]
    public void Missing_arguments_are_errors_of_the_caller()
    {
        FluentActions.Invoking(() => new HubCache(" ")).Should().Throw<ArgumentException>();
        FluentActions
            .Invoking(() => new HubCache("~someone"))
            .Should()
            .Throw<HubException>()
            .WithMessage("The cache directory '~someone', from the argument, is not a path: *");
        FluentActions.Invoking(() => Cache.TryGetFile(null!, "x")).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Cache.TryGetFile("a", null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Cache.TryGetFile("a", "x", null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Cache.TryGetCommit(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Cache.TryGetCommit("a", null!)).Should().Throw<ArgumentNullException>();
    }
}
