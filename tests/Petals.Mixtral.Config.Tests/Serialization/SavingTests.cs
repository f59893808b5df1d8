namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class SavingTests : FolderTest
{
    private static readonly MixtralConfig Small = new() { HiddenSize = 8 };

    private string File => Folder.Combine("config.json");

    [Fact]
    public void A_saved_config_is_loaded_with_its_values_including_the_swarm()
    {
        string model = Folder.Combine("new", "model");
        DistributedMixtralConfig config = TinyConfig.Read("note", "1.50") with
        {
            DhtPrefix = "swarm",
            MaxRetries = 3,
            TransformersVersion = "4.43.1",
            PadTokenId = 0,
        };

        config.SavePretrained(model);

        DistributedMixtralConfig.FromPretrained(model).Should().Be(config);
        Directory.GetFiles(model).Should().Equal(Path.Combine(model, "config.json"));
    }

    [Fact]
    public void A_saved_file_that_is_loaded_and_saved_again_keeps_every_byte()
    {
        Read("""{"x": 1E2, "rope_theta": 1e6, "eos_token_id": [2]}""").SavePretrained(Folder.Path);
        DistributedMixtralConfig.FromPretrained(Folder.Path).SavePretrained(Folder.Path);
        string saved = System.IO.File.ReadAllText(File);

        DistributedMixtralConfig.FromPretrained(Folder.Path).SavePretrained(Folder.Path);

        System.IO.File.ReadAllText(File).Should().Be(saved);
    }

    [Theory]
    [Needs(Modes)]
    [InlineData(false)]
    [InlineData(true)]
    public void An_older_file_is_replaced_even_if_it_is_read_only(bool isReadOnly)
    {
        new FileInfo(Folder.Write("config.json", "old")).IsReadOnly = isReadOnly;

        Small.SavePretrained(Folder.Path);

        MixtralConfig.FromPretrained(Folder.Path).HiddenSize.Should().Be(8);
    }

    [Theory]
    [Needs(Modes, Unix)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public void A_saved_file_keeps_the_permissions_of_the_older_one(UnixFileMode mode)
    {
        Folder.Write("config.json", "old");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(File, mode);

            Small.SavePretrained(Folder.Path);

            System.IO.File.GetUnixFileMode(File).Should().Be(mode);
        }
    }

    [Fact]
    [Needs(Links)]
    public void A_save_into_a_snapshot_replaces_the_link_and_not_the_blob()
    {
        HubCacheBuilder cache = new HubCacheBuilder(Folder)
            .Ref("main", HubCacheBuilder.Commit)
            .Link("config.json", "abc", TinyConfig.Json);
        string file = cache.PathOf("config.json");

        Small.SavePretrained(Path.GetDirectoryName(file)!);

        new FileInfo(file).LinkTarget.Should().BeNull();
        MixtralConfig.FromPretrained(file).HiddenSize.Should().Be(8);
        System.IO.File.ReadAllText(Path.Combine(cache.RepoFolder, "blobs", "abc")).Should().Be(TinyConfig.Json);
    }

    [Fact]
    [Needs(WholeWindows)]
    public async Task A_load_during_saves_reads_a_whole_file()
    {
        Small.SavePretrained(Folder.Path);
        using var isDone = new CancellationTokenSource();
        Task[] readers = new Task[3];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = Task.Run(
                () =>
                {
                    while (!isDone.IsCancellationRequested)
                    {
                        MixtralConfig.FromPretrained(Folder.Path).HiddenSize.Should().Be(8);
                    }
                },
                Cancellation
            );
        }

        for (int i = 0; i < 100; i++)
        {
            (Small with { VocabSize = 100 + i }).SavePretrained(Folder.Path);
        }

        await isDone.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_refused()
    {
        string file = Folder.Write("model", "mine");

        Throws<PretrainedConfigException>(
            () => Small.SavePretrained(file),
            $"The config cannot be saved to '{file}': *. Give a writable directory."
        );
        System.IO.File.ReadAllText(file).Should().Be("mine");
    }

    [Fact]
    public void A_save_that_fails_leaves_nothing_behind_and_throws_the_reason()
    {
        Directory.CreateDirectory(Path.Combine(File, "not-empty"));

        Throws<PretrainedConfigException>(
            () => Small.SavePretrained(Folder.Path),
            $"The config cannot be saved to '{File}': *. Give a writable directory."
        )
            .InnerException.Should()
            .NotBeNull();
        Directory.GetFileSystemEntries(Folder.Path).Should().Equal(File);
    }

    [Fact]
    public void A_config_that_is_too_large_to_load_is_not_saved()
    {
        DistributedMixtralConfig config = Read($"{{\"x\": [{string.Join(',', Enumerable.Repeat('1', 3_000_000))}]}}");

        Throws<PretrainedConfigException>(
            () => config.SavePretrained(Folder.Path),
            "The config cannot be saved: its text has * bytes; the limit is 16777216."
        );
        Directory.GetFileSystemEntries(Folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void SavePretrained_throws_for_a_blank_directory_and_one_that_cannot_exist()
    {
        Throws<PretrainedConfigException>(() => Small.SavePretrained("a\0b"));
        Throws<PretrainedConfigException>(() => Small.SavePretrained("/dev/null/x"));
        Throws<ArgumentException>(() => Small.SavePretrained(" "));
    }
}
