namespace Petals.Mixtral.Config.Tests.Hub.Cache;

/// <summary>Another process changes the cache between the steps of a load.</summary>
[Needs(Links)]
public sealed class SwappedFileTests : HubTest
{
    [Fact]
    public void A_link_that_appears_between_the_check_and_the_reuse_of_a_file_is_not_followed()
    {
        Cache.Ref("main", OtherCommit).File(commit: OtherCommit);
        string cached = Path.Combine(Cache.RepoFolder, "snapshots", OtherCommit, "config.json");
        string outside = Folder.Write("outside", TinyConfig.Json);
        Hub.Answer = _ =>
        {
            File.Delete(cached);
            SymbolicLinks.ToFile(cached, outside);
            return Task.FromResult(false);
        };

        ShouldLoad(Options with { ForceDownload = true });

        Hub.Gets.Should().ContainSingle("the file outside has the same content but is not used");
    }

    [Fact]
    public void A_damaged_blob_is_reported_even_if_it_is_repaired_after_it_was_read()
    {
        Cache.Ref().Link(content: "{");
        using var factory = new ActingLoggerFactory(_ => File.WriteAllText(Blob, TinyConfig.Json));

        Fail<HubException>(Cache.Options with { LoggerFactory = factory }).Message.Should().Contain("is damaged");
    }

    [Theory]
    [Needs(Unix)]
    [InlineData("link")]
    [InlineData("pipe")]
    [InlineData("directory")]
    public async Task A_file_that_replaces_an_opened_file_is_not_read(string kind)
    {
        Cache.Ref().Link();
        bool isSwapped = false;
        using var factory = new ActingLoggerFactory(_ =>
        {
            if (!isSwapped)
            {
                isSwapped = true;
                Swap(Blob, kind);
            }
        });

        await Task.Run(() => ShouldLoad(Cache.Options with { LoggerFactory = factory }), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Theory]
    [Needs(Unix)]
    [InlineData("refs/main", "link")]
    [InlineData("refs/main", "pipe")]
    [InlineData($"snapshots/{Commit}/config.json", "link")]
    [InlineData($"snapshots/{Commit}/config.json", "pipe")]
    [InlineData("blobs", "link")]
    public async Task A_path_that_changes_all_the_time_never_leads_outside_or_blocks(string path, string kind)
    {
        Cache.Ref().Link();
        string swapped = Path.Combine(Cache.RepoFolder, path);
        string other = Folder.Combine("other");
        if (path == "blobs")
        {
            string folder = Folder.Combine("folder");
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, Tiny.ETag), """{"hidden_size": 13}""", Cancellation);
            SymbolicLinks.ToFile(other, folder);
        }
        else
        {
            await File.WriteAllTextAsync(other, "", Cancellation);
            Swap(other, kind);
        }

        using var isDone = new CancellationTokenSource();
        var swapper = Task.Run(() => Exchange(swapped, other, isDone.Token), Cancellation);
        var loads = Task.Run(
            () =>
            {
                for (int i = 0; i < 300; i++)
                {
                    try
                    {
                        ShouldLoad(Cache.Options);
                    }
                    catch (PretrainedConfigException exception)
                    {
                        exception.Message.Should().NotContain("hidden_size");
                    }
                }
            },
            Cancellation
        );
        await loads.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
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

        ShouldLoad(Options with { LoggerFactory = factory });

        isDeleted.Should().BeTrue();
        Hub.Gets.Should().HaveCount(2);
    }

    [Fact]
    [Needs(Proc)]
    public void A_ref_that_the_system_cannot_read_is_not_reported_as_damaged()
    {
        Cache.Ref();
        File.Delete(Main);
        SymbolicLinks.ToFile(Main, "/proc/self/mem");

        Fail<HubException>(Cache.Options)
            .Message.Should()
            .Contain("cannot be read")
            .And.MatchRegex("(Input/output|I/O) error")
            .And.NotContainAny("damaged", "Delete");
    }

    [Fact]
    public void Control_characters_of_a_path_are_escaped_in_logs_and_where_places_are_printed()
    {
        string directory = Folder.Combine("a\u001b[2J\nb");
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };
        PretrainedLoadOptions options = Options with { CacheDirectory = directory, LoggerFactory = log };

        ConfigNotFoundException missing = Fail<ConfigNotFoundException>(options with { LocalFilesOnly = true });
        ShouldLoad(options);
        ShouldLoad(options);

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
                SymbolicLinks.ToFile(path, Folder.Write("outside", """{"hidden_size": 13}"""));
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
}
