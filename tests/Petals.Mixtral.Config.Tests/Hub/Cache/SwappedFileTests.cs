using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Somebody else changes the cache between the steps of a load.</summary>
public sealed class SwappedFileTests : IAsyncLifetime
{
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);
    private HubFixture _fixture = null!;

    private HubCacheBuilder Cache => _fixture.Cache;

    private string Blob => Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag);

    public async ValueTask InitializeAsync() => _fixture = await HubFixture.WithTinyModelAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_link_that_appears_between_the_check_and_the_reuse_of_a_file_is_not_followed()
    {
        Cache
            .Ref("main", HubCacheBuilder.OtherCommit)
            .File("config.json", TinyConfig.Json, commit: HubCacheBuilder.OtherCommit);
        string cached = Path.Combine(Cache.RepoFolder, "snapshots", HubCacheBuilder.OtherCommit, "config.json");
        string outside = _fixture.Directory.Write("outside", TinyConfig.Json);
        _fixture.Hub.Answer = _ =>
        {
            File.Delete(cached);
            SymbolicLinks.ToFile(cached, outside);
            return Task.FromResult(false);
        };

        Load(_fixture.Options with { ForceDownload = true });

        _fixture.Hub.Gets.Should().ContainSingle("the file outside has the same content but is not used");
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_damaged_blob_is_called_damaged_also_if_it_is_repaired_after_it_was_read()
    {
        Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, "{");
        using var factory = new ActingLoggerFactory(_ => File.WriteAllText(Blob, TinyConfig.Json));

        FluentActions
            .Invoking(() => Load(Cache.Options with { LoggerFactory = factory }))
            .Should()
            .ThrowExactly<HubException>()
            .WithMessage("*is damaged*");
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Unix)]
    [InlineData("link")]
    [InlineData("pipe")]
    [InlineData("directory")]
    public async Task What_takes_the_place_of_a_file_after_it_was_opened_is_not_read(string kind)
    {
        Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, TinyConfig.Json);
        bool isSwapped = false;
        using var factory = new ActingLoggerFactory(_ =>
        {
            if (!isSwapped)
            {
                isSwapped = true;
                Swap(Blob, kind);
            }
        });

        await Task.Run(
                () => Load(Cache.Options with { LoggerFactory = factory }),
                TestContext.Current.CancellationToken
            )
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Unix)]
    [InlineData("refs/main", "link")]
    [InlineData("refs/main", "pipe")]
    [InlineData("snapshots/0123456789abcdef0123456789abcdef01234567/config.json", "link")]
    [InlineData("snapshots/0123456789abcdef0123456789abcdef01234567/config.json", "pipe")]
    [InlineData("blobs", "link")]
    public async Task A_path_that_changes_all_the_time_never_leads_outside_or_blocks(string path, string kind)
    {
        Cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", Tiny.ETag, TinyConfig.Json);
        string swapped = Path.Combine(Cache.RepoFolder, path);
        string other = _fixture.Directory.Combine("other");
        if (path == "blobs")
        {
            string folder = _fixture.Directory.Combine("folder");
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(
                Path.Combine(folder, Tiny.ETag),
                """{"hidden_size": 13}""",
                TestContext.Current.CancellationToken
            );
            SymbolicLinks.ToFile(other, folder);
        }
        else
        {
            await File.WriteAllTextAsync(other, "", TestContext.Current.CancellationToken);
            Swap(other, kind);
        }

        using var isDone = new CancellationTokenSource();
        var swapper = Task.Run(() => Exchange(swapped, other, isDone.Token), TestContext.Current.CancellationToken);
        var loads = Task.Run(
            () =>
            {
                for (int i = 0; i < 300; i++)
                {
                    try
                    {
                        Load(Cache.Options);
                    }
                    catch (PretrainedConfigException exception)
                    {
                        exception.Message.Should().NotContain("hidden_size");
                    }
                }
            },
            TestContext.Current.CancellationToken
        );
        await loads.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await isDone.CancelAsync();
        await swapper;
    }

    [Fact]
    public void A_file_that_a_cleaner_deletes_after_its_download_is_downloaded_again()
    {
        bool isDeleted = false;
        using var factory = new ActingLoggerFactory(message =>
        {
            if (!isDeleted && message.StartsWith("Downloaded", StringComparison.Ordinal))
            {
                isDeleted = true;
                File.Delete(Blob);
            }
        });

        Load(_fixture.Options with { LoggerFactory = factory });

        isDeleted.Should().BeTrue();
        _fixture.Hub.Gets.Should().HaveCount(2);
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    [Needs(SystemFeature.Proc)]
    public void A_ref_that_the_system_cannot_read_is_not_called_damaged()
    {
        Cache.Ref("main", HubCacheBuilder.Commit);
        string main = Path.Combine(Cache.RepoFolder, "refs", "main");
        File.Delete(main);
        SymbolicLinks.ToFile(main, "/proc/self/mem");

        FluentActions
            .Invoking(() => Load(Cache.Options))
            .Should()
            .ThrowExactly<HubException>()
            .Which.Message.Should()
            .Contain("cannot be read")
            .And.Contain("/output error")
            .And.NotContainAny("damaged", "Delete");
    }

    [Fact]
    public void Control_characters_of_a_path_are_escaped_in_logs_and_where_places_are_printed()
    {
        string directory = _fixture.Directory.Combine("a\u001b[2J\nb");
        using var log = new RecordingLoggerFactory { MinLevel = Microsoft.Extensions.Logging.LogLevel.Debug };
        PretrainedLoadOptions options = _fixture.Options with { CacheDirectory = directory, LoggerFactory = log };

        ConfigNotFoundException missing = FluentActions
            .Invoking(() => Load(options with { LocalFilesOnly = true }))
            .Should()
            .Throw<ConfigNotFoundException>()
            .Which;
        Load(options);
        Load(options);

        missing.PlacesSearched.Select(place => place.Path).Should().Contain(directory);
        missing.PlacesSearched.Select(place => $"{place}").Should().NotContain(text => text.Any(char.IsControl));
        log.Entries.Should().Contain(entry => entry.Message.Contains("\\u001b"));
        log.Entries.Should().NotContain(entry => entry.Message.Any(char.IsControl));
    }

    private void Swap(string path, string kind)
    {
        File.Delete(path);
        switch (kind)
        {
            case "link":
                SymbolicLinks.ToFile(path, _fixture.Directory.Write("outside", """{"hidden_size": 13}"""));
                break;
            case "pipe":
                Pipes.Create(path);

                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }
    }

    private static void Exchange(string first, string second, CancellationToken end)
    {
        string third = $"{second}.x";
        while (!end.IsCancellationRequested)
        {
            Directory.Move(first, third);
            Directory.Move(second, first);
            Directory.Move(third, second);
        }
    }

    private static void Load(PretrainedLoadOptions options) =>
        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: options).HiddenSize.Should().Be(64);
}
