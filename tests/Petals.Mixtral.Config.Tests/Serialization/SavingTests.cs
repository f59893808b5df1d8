using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class SavingTests
{
    [Fact]
    public void A_saved_config_is_loaded_with_its_values_its_swarm_included()
    {
        using var directory = new TempDirectory();
        DistributedMixtralConfig config = TinyConfig.Read("note", "1.50") with
        {
            DhtPrefix = "swarm",
            MaxRetries = 3,
            TransformersVersion = "4.43.1",
            PadTokenId = 0,
        };

        config.SavePretrained(directory.Combine("new", "model"));

        DistributedMixtralConfig.FromPretrained(directory.Combine("new", "model")).Should().Be(config);
        Directory
            .GetFiles(directory.Combine("new", "model"))
            .Should()
            .Equal(directory.Combine("new", "model", "config.json"));
    }

    [Fact]
    public void A_second_save_of_a_saved_file_is_byte_for_byte_the_same()
    {
        using var directory = new TempDirectory();
        DistributedMixtralConfig
            .FromJson("""{"x": 1E2, "rope_theta": 1e6, "eos_token_id": [2]}""")
            .SavePretrained(directory.Combine("a"));

        DistributedMixtralConfig.FromPretrained(directory.Combine("a")).SavePretrained(directory.Combine("b"));
        DistributedMixtralConfig.FromPretrained(directory.Combine("b")).SavePretrained(directory.Combine("c"));

        File.ReadAllText(directory.Combine("c", "config.json"))
            .Should()
            .Be(File.ReadAllText(directory.Combine("b", "config.json")));
    }

    [Fact]
    public void An_older_file_is_replaced()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", "old");

        new MixtralConfig { HiddenSize = 64 }.SavePretrained(directory.Path);

        MixtralConfig.FromPretrained(directory.Path).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void A_read_only_file_is_replaced()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", "old");
        new FileInfo(file).IsReadOnly = true;

        new MixtralConfig { HiddenSize = 64 }.SavePretrained(directory.Path);

        MixtralConfig.FromPretrained(directory.Path).HiddenSize.Should().Be(64);
    }

    [Theory]
    [Needs(SystemFeature.Unix)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    public void A_saved_file_keeps_the_permissions_of_the_older_one(UnixFileMode mode)
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", "old");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
            new MixtralConfig().SavePretrained(directory.Path);
            File.GetUnixFileMode(file).Should().Be(mode);
        }
    }

    [Fact]
    [Needs(SystemFeature.Links)]
    public void A_save_into_a_snapshot_replaces_the_link_and_not_the_blob()
    {
        using var directory = new TempDirectory();
        var cache = new HubCacheBuilder(directory);
        cache.Ref("main", HubCacheBuilder.Commit).Link("config.json", "abc", TinyConfig.Json);
        string file = cache.PathOf("config.json");

        new MixtralConfig { HiddenSize = 8 }.SavePretrained(Path.GetDirectoryName(file)!);

        new FileInfo(file).LinkTarget.Should().BeNull();
        MixtralConfig.FromPretrained(file).HiddenSize.Should().Be(8);
        File.ReadAllText(Path.Combine(cache.RepoFolder, "blobs", "abc")).Should().Be(TinyConfig.Json);
    }

    [Fact]
    public async Task Saves_and_loads_at_the_same_time_see_whole_files()
    {
        using var directory = new TempDirectory();
        new MixtralConfig { HiddenSize = 8 }.SavePretrained(directory.Path);
        using var isDone = new CancellationTokenSource();
        Task[] readers =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        while (!isDone.IsCancellationRequested)
                        {
                            MixtralConfig.FromPretrained(directory.Path).HiddenSize.Should().Be(8);
                        }
                    })
                ),
        ];
        for (int i = 0; i < 100; i++)
        {
            new MixtralConfig { HiddenSize = 8, VocabSize = 100 + i }.SavePretrained(directory.Path);
        }

        await isDone.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_file_in_place_of_the_directory_is_refused()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("model", "mine");

        new DistributedMixtralConfig()
            .Invoking(it => it.SavePretrained(file))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage($"*'{file}': it is a file. Give a directory.");
        File.ReadAllText(file).Should().Be("mine");
    }

    [Fact]
    public void A_save_that_fails_leaves_nothing_behind_and_says_why()
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.Combine("config.json", "not-empty"));

        new DistributedMixtralConfig()
            .Invoking(it => it.SavePretrained(directory.Path))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage(
                $"The config cannot be saved to '{directory.Combine("config.json")}': *. Give a writable directory."
            )
            .WithInnerException<Exception>();
        Directory.GetFileSystemEntries(directory.Path).Should().Equal(directory.Combine("config.json"));
    }

    [Fact]
    public void A_text_that_is_too_long_to_be_read_again_is_not_saved()
    {
        using var directory = new TempDirectory();
        string json = $"{{\"x\": [{string.Join(',', Enumerable.Repeat('1', 3_000_000))}]}}";

        DistributedMixtralConfig
            .FromJson(json)
            .Invoking(it => it.SavePretrained(directory.Path))
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("The config cannot be saved: its text has * bytes; the limit is 16777216.");
        Directory.GetFileSystemEntries(directory.Path).Should().BeEmpty();
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("/dev/null/x")]
    public void A_directory_that_cannot_be_is_an_error_of_this_library(string path) =>
        new DistributedMixtralConfig()
            .Invoking(it => it.SavePretrained(path))
            .Should()
            .Throw<PretrainedConfigException>();

    [Fact]
    public void A_blank_directory_is_an_error_of_the_caller() =>
        new DistributedMixtralConfig().Invoking(it => it.SavePretrained(" ")).Should().Throw<ArgumentException>();
}
