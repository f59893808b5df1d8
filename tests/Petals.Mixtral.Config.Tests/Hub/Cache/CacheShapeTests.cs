using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Caches in which something is not what it should be: it is made good or refused, and nothing outside is
/// opened or waited for.</summary>
public sealed class CacheShapeTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);
    private HubFixture _fixture = null!;

    private static readonly Func<PretrainedLoadOptions, PretrainedLoadOptions> Offline = options =>
        options with
        {
            LocalFilesOnly = true,
        };

    private string Pointer =>
        Path.Combine(_fixture.Cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json");

    private string Blob => Path.Combine(_fixture.Cache.RepoFolder, "blobs", Tiny.ETag);

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_pointer_to_nothing_is_downloaded_again()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "");
        File.Delete(Blob);

        Load();

        _fixture.Hub.Gets.Should().ContainSingle();
        File.ReadAllText(Blob).Should().Be(TinyConfig.Json);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("../../../../outside")]
    public async Task A_pointer_that_leads_outside_is_refused_offline_and_replaced_online(string target)
    {
        _fixture.Directory.Write("outside", TinyConfig.Json);
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");
        SymbolicLinks.ToFile(Pointer, target);

        (await _fixture.FailAsync<HubException>(Offline))
            .Message.Should()
            .Contain("leads out of the cache directory")
            .And.NotContain("root:");
        Load();
        Load(Offline);
        SymbolicLinks.TargetOf(Pointer).Should().Be($"../../blobs/{Tiny.ETag}");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_pointer_that_leads_to_itself_is_an_error_offline_and_replaced_online()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("other.json", "{}");
        SymbolicLinks.ToFile(Pointer, "config.json");

        (await _fixture.FailAsync<ConfigFormatException>(Offline)).Message.Should().Contain("could not be opened");
        Load();
        Load(Offline);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Unix)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pipe_is_never_waited_for(bool asBlob)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "");
        string pipe = asBlob ? Blob : Pointer;
        File.Delete(pipe);
        Pipes.Create(pipe);

        var work = Task.Run(
            () =>
            {
                FluentActions
                    .Invoking(() => Load(Offline))
                    .Should()
                    .Throw<PretrainedConfigException>()
                    .WithMessage("*is empty, or is not a regular file*");
                Load();
                Load(Offline);
            },
            TestContext.Current.CancellationToken
        );
        await work.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    [Needs(SystemFeature.Unix)]
    public async Task A_pipe_in_place_of_a_ref_is_damage_even_where_it_holds_a_commit_hash()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", TinyConfig.Json);
        string pipe = Path.Combine(_fixture.Cache.RepoFolder, "refs", "main");
        File.Delete(pipe);
        Pipes.Create(pipe);

        // Open for reading and writing, so that the hash is there and nobody waits for the other end.
        using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        await writer.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(HubCacheBuilder.Commit),
            TestContext.Current.CancellationToken
        );
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        (await _fixture.FailAsync<HubException>(Offline))
            .Message.Should()
            .Contain("is empty, or is not a regular file");
        Load();
        Load(Offline);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void An_absolute_link_inside_the_folder_of_the_repo_is_followed()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, TinyConfig.Json);
        File.Delete(Pointer);
        SymbolicLinks.ToFile(Pointer, Blob);

        Load();
        _fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public async Task A_blob_that_has_become_a_directory_is_an_error_that_says_where()
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "");
        File.Delete(Blob);
        Directory.CreateDirectory(Path.Combine(Blob, "with-a-folder"));

        (await _fixture.FailAsync<HubException>())
            .Message.Should()
            .Contain("cannot be written to the cache")
            .And.Contain(_fixture.Cache.Directory);
        _fixture.Tree().Keys.Should().NotContain(path => path.EndsWith(".incomplete", StringComparison.Ordinal));
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_directory_in_place_of_a_file_is_replaced(bool isBlob)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "");
        string path = isBlob ? Blob : Pointer;
        File.Delete(path);
        Directory.CreateDirectory(path);

        Load();
        Load(Offline);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("{\"hidden_size\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Bytes_that_do_not_match_the_name_or_parse_are_an_error_offline_and_replaced_online(string content)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, content);

        HubException damage = await _fixture.FailAsync<HubException>(Offline);
        damage
            .Message.Should()
            .Contain("is damaged")
            .And.Contain(Blob)
            .And.EndWith("Delete the blob and load the model again, or load it with ForceDownload.");
        damage.RepoId.Should().Be(HubCacheBuilder.Repo);
        _fixture.Hub.Requests.Should().BeEmpty();
        Load();
        Load(Offline);
        _fixture.Log.Entries.Should().Contain(entry => entry.Message.StartsWith("The cache is damaged"));
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [InlineData("{\"hidden_size\": ")]
    [InlineData("[]")]
    public async Task Bytes_that_were_published_so_and_do_not_parse_are_the_fault_of_the_file(string content)
    {
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", HubContent.Of(content).ETag, content);

        (await _fixture.FailAsync<ConfigFormatException>()).Message.Should().NotContain("damaged");
        _fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_without_a_blob_that_does_not_parse_is_an_error_offline_and_replaced_online()
    {
        _fixture.Variables["HF_HUB_DISABLE_SYMLINKS"] = "1";
        _fixture.Cache.Ref("main", HubCacheBuilder.Commit).File("config.json", "{");

        await _fixture.FailAsync<ConfigFormatException>(Offline);
        Load();
        Load(Offline);
    }

    [Fact]
    public void A_file_that_is_there_counts_before_the_note_that_it_is_absent()
    {
        _fixture
            .Cache.Ref("main", HubCacheBuilder.Commit)
            .File("config.json", TinyConfig.Json)
            .KnownAbsent("config.json");

        Load();
        _fixture.Hub.Requests.Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_that_is_named_as_a_branch_is_none()
    {
        _fixture.Cache.File("config.json", """{"hidden_size": 8}""", commit: "main");

        Load();
        _fixture.Tree().Should().Contain("models--acme--tiny/refs/main", HubCacheBuilder.Commit);
    }

    [Fact]
    public async Task A_cache_that_is_a_file_is_an_error_that_says_who_chose_it()
    {
        _fixture.Directory.Write("hub", "a file");

        (await _fixture.FailAsync<HubException>())
            .Message.Should()
            .Contain(
                $"cannot be written to the cache '{_fixture.Cache.Directory}' (chosen by the option CacheDirectory)"
            );
        (await File.ReadAllTextAsync(_fixture.Cache.Directory, TestContext.Current.CancellationToken))
            .Should()
            .Be("a file");
    }

    private void Load(Func<PretrainedLoadOptions, PretrainedLoadOptions>? change = null) =>
        DistributedMixtralConfig
            .FromPretrained(HubCacheBuilder.Repo, options: (change ?? (same => same))(_fixture.Options))
            .HiddenSize.Should()
            .Be(64);
}
