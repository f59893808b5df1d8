using System.Security.Cryptography;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Links in the cache may lead anywhere inside the cache directory and nowhere else.</summary>
public sealed class LinkBoundaryTests : IDisposable
{
    private const string Secret = "hf_this_is_a_secret";
    private const string Index = """{"weight_map": {"model.layers.0.input_layernorm.weight": "a.safetensors"}}""";
    private static readonly string Sha256 = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(TinyConfig.Json))
    );

    private readonly TempDirectory _directory = new();
    private readonly string _secretFile;

    public LinkBoundaryTests() => _secretFile = _directory.Write("outside/main", Secret);

    private HubCacheBuilder Builder => new(_directory);

    private string SharedBlob => Path.Combine(Builder.Directory, "blobs", Sha256[..2], Sha256);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("refs/main", true)]
    [InlineData("refs/main", false)]
    [InlineData("refs", true)]
    [InlineData("refs", false)]
    public void A_ref_outside_the_cache_is_refused_and_its_content_is_not_shown(string link, bool isAbsolute)
    {
        Builder.File("config.json", TinyConfig.Json);
        Link(link, link == "refs" ? Path.GetDirectoryName(_secretFile)! : _secretFile, isAbsolute);

        Refused(
            () => new HubCache(Builder.Directory).TryGetCommit(HubCacheBuilder.Repo),
            Path.Combine(Builder.RepoFolder, "refs", "main")
        );
        Refused(Load, Path.Combine(Builder.RepoFolder, "refs", "main"));
        ModelResolution
            .Explain(HubCacheBuilder.Repo, Builder.Options)
            .Outcome.Should()
            .Contain(_secretFile)
            .And.NotContain(Secret);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("config.json", true)]
    [InlineData("config.json", false)]
    [InlineData("", true)]
    [InlineData("", false)]
    public void A_file_of_a_snapshot_outside_the_cache_is_refused(string link, bool isAbsolute)
    {
        string target = _directory.Write("outside/config.json", Secret);
        Builder.Ref("main", HubCacheBuilder.Commit);
        Link(
            Path.Join($"snapshots/{HubCacheBuilder.Commit}", link),
            link.Length == 0 ? Path.GetDirectoryName(target)! : target,
            isAbsolute
        );

        Refused(Load, Builder.PathOf("config.json"), target);
        Refused(
            () => new HubCache(Builder.Directory).TryGetFile(HubCacheBuilder.Repo, "config.json"),
            Builder.PathOf("config.json"),
            target
        );
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("refs/main")]
    [InlineData("snapshots/0123456789abcdef0123456789abcdef01234567/config.json")]
    public void A_chain_of_links_that_ends_outside_the_cache_is_refused(string path)
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        string first = Path.Combine(Builder.RepoFolder, path);
        File.Delete(first);
        Link("blobs/second", _secretFile, isAbsolute: false);
        Link("blobs/first", Path.Combine(Builder.RepoFolder, "blobs", "second"), isAbsolute: true);
        Link(path, Path.Combine(Builder.RepoFolder, "blobs", "first"), isAbsolute: false);

        Refused(Load, first);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_blob_outside_the_cache_is_refused(bool isAbsolute)
    {
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", Sha256, "");
        File.Delete(Path.Combine(Builder.RepoFolder, "blobs", Sha256));
        Link($"blobs/{Sha256}", _secretFile, isAbsolute);

        Refused(Load, Builder.PathOf("config.json"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_linked_folder_of_snapshots_outside_the_cache_is_refused()
    {
        string target = _directory.Write($"outside/{HubCacheBuilder.Commit}/config.json", Secret);
        Builder.Ref("main", HubCacheBuilder.Commit);
        Link("snapshots", _directory.Combine("outside"), isAbsolute: true);

        Refused(Load, Builder.PathOf("config.json"), target);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shard_outside_the_cache_is_refused_and_its_content_is_not_shown(bool isAbsolute)
    {
        Builder.Ref("main", HubCacheBuilder.Commit).File("model.safetensors.index.json", Index);
        Link($"snapshots/{HubCacheBuilder.Commit}/a.safetensors", _secretFile, isAbsolute);

        CheckpointReport report = CheckpointIndex
            .Load(HubCacheBuilder.Repo, Builder.Options)
            .Verify(DistributedMixtralConfig.FromJson(TinyConfig.Json));

        report.NumShardsRead.Should().Be(0);
        report
            .Findings[0]
            .Found.Should()
            .Contain(Builder.PathOf("a.safetensors"))
            .And.Contain(_secretFile)
            .And.NotContain(Secret);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_blob_that_all_repos_share_is_read_through_the_blob_of_the_repo()
    {
        ShareBlob();

        Load();
        new HubCache(Builder.Directory)
            .TryGetFile(HubCacheBuilder.Repo, "config.json")
            .Should()
            .Be(Builder.PathOf("config.json"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_shared_blob_that_is_damaged_is_reported()
    {
        ShareBlob();
        File.WriteAllText(SharedBlob, "{");

        FluentActions.Invoking(Load).Should().Throw<HubException>().WithMessage($"*is damaged: *'{SharedBlob}'*");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_shared_blob_is_not_downloaded_again()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string name = HubContent.Of(TinyConfig.Json).ETag;
        fixture.Cache.Ref("main", HubCacheBuilder.OtherCommit);
        fixture.Directory.Write($"hub/blobs/{name[..2]}/{name}", TinyConfig.Json);
        Directory.CreateDirectory(Path.Combine(fixture.Cache.RepoFolder, "blobs"));
        SymbolicLinks.ToFile(Path.Combine(fixture.Cache.RepoFolder, "blobs", name), $"../../blobs/{name[..2]}/{name}");

        (await fixture.LoadAsync(blocking: true)).HiddenSize.Should().Be(64);

        fixture.Hub.Gets.Should().BeEmpty();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_shared_blob_stays_when_ForceDownload_finds_it_unchanged()
    {
        await using HubFixture fixture = await HubFixture.WithTinyModelAsync();
        string name = HubContent.Of(TinyConfig.Json).ETag;
        fixture.Directory.Write($"hub/blobs/{name[..2]}/{name}", TinyConfig.Json);
        fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", name, "");
        string blob = Path.Combine(fixture.Cache.RepoFolder, "blobs", name);
        File.Delete(blob);
        SymbolicLinks.ToFile(blob, $"../../blobs/{name[..2]}/{name}");

        await fixture.LoadAsync(blocking: true, options => options with { ForceDownload = true });

        fixture.Hub.Gets.Should().BeEmpty();
        new FileInfo(blob).LinkTarget.Should().NotBeNull();
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void Absolute_links_count_by_where_they_really_lead(bool byItsName)
    {
        string alias = _directory.Combine("alias");
        SymbolicLinks.ToDirectory(alias, Builder.Directory);
        Builder.Ref("main", HubCacheBuilder.Commit).File("kept.json", TinyConfig.Json);
        string kept = Builder.PathOf("kept.json");
        SymbolicLinks.ToFile(
            Builder.PathOf("config.json"),
            byItsName ? kept : kept.Replace(Builder.Directory, alias, StringComparison.Ordinal)
        );

        foreach (string directory in (string[])[alias, Builder.Directory, $"{alias}/", $"{Builder.Directory}/"])
        {
            DistributedMixtralConfig
                .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options with { CacheDirectory = directory })
                .HiddenSize.Should()
                .Be(64);
        }
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_directory_whose_name_begins_with_that_of_the_cache_is_outside()
    {
        Builder.Ref("main", HubCacheBuilder.Commit);
        string target = _directory.Write("hub-other/config.json", Secret);
        Link($"snapshots/{HubCacheBuilder.Commit}/config.json", target, isAbsolute: true);

        Refused(Load, Builder.PathOf("config.json"), target);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void The_target_of_a_refused_link_is_shown_without_control_characters()
    {
        string target = _directory.Write("outside/a\u001b[2J\nb", Secret);
        Builder.Ref("main", HubCacheBuilder.Commit);
        Link($"snapshots/{HubCacheBuilder.Commit}/config.json", target, isAbsolute: true);

        FluentActions
            .Invoking(Load)
            .Should()
            .Throw<HubException>()
            .Which.Message.Should()
            .NotContainAny("\u001b", "\n");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_dangling_link_of_a_missing_file_is_shown_without_control_characters()
    {
        Builder.Ref("main", HubCacheBuilder.Commit);
        Link($"snapshots/{HubCacheBuilder.Commit}/config.json", "/no\u001b[2J\nwhere", isAbsolute: true);

        FluentActions
            .Invoking(Load)
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which.Message.Should()
            .NotContainAny("\u001b", "\n");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Proc)]
    public void A_refused_file_is_closed()
    {
        Builder.Ref("main", HubCacheBuilder.Commit);
        Link($"snapshots/{HubCacheBuilder.Commit}/config.json", _secretFile, isAbsolute: true);

        FluentActions.Invoking(Load).Should().Throw<HubException>();

        Directory
            .EnumerateFileSystemEntries("/proc/self/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
            .Should()
            .NotContain(open => open.StartsWith(_directory.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("blobs/1234")]
    [InlineData("blobs/a/1234")]
    public void A_file_of_a_snapshot_in_a_folder_named_blobs_is_not_a_blob(string file)
    {
        string name = $"{file[..^4]}{new string('a', 40)}";
        Builder.Ref("main", HubCacheBuilder.Commit).File(name, "[]");

        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromPretrained(
                    HubCacheBuilder.Repo,
                    options: Builder.Options with
                    {
                        ConfigFileName = name,
                    }
                )
            )
            .Should()
            .Throw<ConfigFormatException>("the file was published so");
    }

    [Fact]
    public void An_explanation_names_a_local_file_that_cannot_be_read()
    {
        string file = _directory.Write("empty.json", "");

        ModelResolution.Explain(file).Places.ToTexts().Should().Equal(ResultTexts.Place(file, "the file"));
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Permissions)]
    public void A_cache_directory_that_may_be_searched_but_not_listed_is_read_through_another_name()
    {
        string alias = _directory.Combine("alias");
        SymbolicLinks.ToDirectory(alias, Builder.Directory);
        Builder.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Builder.Directory, UnixFileMode.UserExecute);
        }

        try
        {
            DistributedMixtralConfig
                .FromPretrained(HubCacheBuilder.Repo, options: Builder.Options with { CacheDirectory = alias })
                .HiddenSize.Should()
                .Be(64);
        }
        finally
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    Builder.Directory,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }
        }
    }

    private void ShareBlob()
    {
        Builder.Ref("main", HubCacheBuilder.Commit).Link("config.json", Sha256, "");
        string blob = Path.Combine(Builder.RepoFolder, "blobs", Sha256);
        File.Delete(blob);
        _directory.Write(Path.GetRelativePath(_directory.Path, SharedBlob), TinyConfig.Json);
        SymbolicLinks.ToFile(blob, $"../../blobs/{Sha256[..2]}/{Sha256}");
    }

    private void Link(string path, string target, bool isAbsolute)
    {
        string link = Path.TrimEndingDirectorySeparator(Path.Combine(Builder.RepoFolder, path));
        string folder = Path.GetDirectoryName(link)!;
        Directory.CreateDirectory(folder);
        SymbolicLinks.ToFile(link, isAbsolute ? target : Path.GetRelativePath(folder, target));
    }

    private DistributedMixtralConfig Load() =>
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: Builder.Options);

    private void Refused(Func<object?> read, string link, string? target = null) =>
        FluentActions
            .Invoking(read)
            .Should()
            .ThrowExactly<HubException>()
            .Which.Message.Should()
            .Contain(link)
            .And.Contain(target ?? _secretFile)
            .And.Contain("leads out of the cache directory")
            .And.NotContain(Secret);
}
