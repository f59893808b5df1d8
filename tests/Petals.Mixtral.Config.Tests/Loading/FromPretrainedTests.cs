using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

public sealed class FromPretrainedTests
{
    private static readonly PretrainedLoadOptions Published = new()
    {
        CacheDirectory = Fixtures.Hub,
        LocalFilesOnly = true,
    };

    [Theory]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "mistralai/Mixtral-8x7B-v0-1", 4096, 32)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "mistralai/Mixtral-8x7B-Instruct-v0-1", 4096, 32)]
    [InlineData("mistralai/Mixtral-8x22B-v0.1", "mistralai/Mixtral-8x22B-v0-1", 6144, 56)]
    public void A_published_model_is_loaded_from_the_cache_with_its_prefix_and_pad_token(
        string model,
        string prefix,
        int hiddenSize,
        int layers
    )
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(model, options: Published);

        config.DhtPrefix.Should().Be(prefix);
        config.PadTokenId.Should().Be(0);
        config.HiddenSize.Should().Be(hiddenSize);
        config.NumHiddenLayers.Should().Be(layers);
        config.TorchDtype.Should().Be(TorchDtype.BFloat16);
        config.CommitHash.Should().HaveLength(40);
        config.LoadedFrom.Should().StartWith(Fixtures.Hub).And.EndWith("config.json");
    }

    [Fact]
    public async Task Loading_asynchronously_gives_the_same()
    {
        var config = DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", "p", Published);
        var model = MixtralConfig.FromPretrained("acme/tiny-mixtral", Published);

        (
            await DistributedMixtralConfig.FromPretrainedAsync(
                "acme/tiny-mixtral",
                "p",
                Published,
                TestContext.Current.CancellationToken
            )
        )
            .Should()
            .Be(config);
        (await MixtralConfig.FromPretrainedAsync("acme/tiny-mixtral", Published, TestContext.Current.CancellationToken))
            .Should()
            .Be(model);
    }

    [Fact]
    public async Task Loading_that_is_cancelled_ends()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        foreach (string model in (string[])["acme/tiny-mixtral", "./nowhere"])
        {
            await FluentActions
                .Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(model, cancellationToken: source.Token))
                .Should()
                .ThrowAsync<OperationCanceledException>();
        }
    }

    [Fact]
    public async Task A_file_that_another_program_reads_is_loaded()
    {
        using var directory = new TempDirectory();
        using FileStream other = File.OpenRead(directory.Write("config.json", """{"hidden_size": 8}"""));

        DistributedMixtralConfig.FromPretrained(directory.Path).HiddenSize.Should().Be(8);
        (
            await DistributedMixtralConfig.FromPretrainedAsync(
                directory.Path,
                cancellationToken: TestContext.Current.CancellationToken
            )
        )
            .HiddenSize.Should()
            .Be(8);
    }

    [Fact]
    public async Task Errors_are_the_same_asynchronously()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", "");

        (
            await FluentActions
                .Awaiting(() =>
                    DistributedMixtralConfig.FromPretrainedAsync(
                        "./nowhere",
                        cancellationToken: TestContext.Current.CancellationToken
                    )
                )
                .Should()
                .ThrowAsync<ConfigNotFoundException>()
        ).WithMessage("'./nowhere' looks like a path*");
        (
            await FluentActions
                .Awaiting(() =>
                    DistributedMixtralConfig.FromPretrainedAsync(
                        directory.Path,
                        cancellationToken: TestContext.Current.CancellationToken
                    )
                )
                .Should()
                .ThrowAsync<ConfigFormatException>()
        ).WithMessage("*is empty, or is not a regular file.");
        await FluentActions
            .Awaiting(() =>
                DistributedMixtralConfig.FromPretrainedAsync(
                    " ",
                    cancellationToken: TestContext.Current.CancellationToken
                )
            )
            .Should()
            .ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void MixtralConfig_by_itself_applies_none_of_Petals_rules()
    {
        MixtralConfig config = MixtralConfig.FromPretrained("acme/tiny-mixtral", Published);

        config.PadTokenId.Should().BeNull();
        config.CommitHash.Should().Be("71a7000000000000000000000000000000000001");
        config.LoadedFrom.Should().EndWith("config.json");
        config.ToJsonString().Should().NotContain("dht_prefix").And.NotContain("pad_token_id");
        config
            .Should()
            .Be(
                DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", options: Published).Model with
                {
                    PadTokenId = null,
                }
            );
    }

    [Fact]
    public void MixtralConfig_by_itself_knows_none_of_Petals_settings()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", """{"max_retries": "as many as it takes"}""");

        MixtralConfig
            .FromPretrained(file)
            .ExtraAttributes["max_retries"]
            .GetString()
            .Should()
            .Be("as many as it takes");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(file))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.JsonPath.Should()
            .Be("$.max_retries");
    }

    [Fact]
    public void What_was_found_in_the_cache_is_logged_for_who_looks_for_faults()
    {
        using var log = new RecordingLoggerFactory { MinLevel = LogLevel.Debug };

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(
            "acme/tiny-mixtral",
            "p",
            Published with
            {
                LoggerFactory = log,
            }
        );

        log.Entries.Should()
            .Equal((LogLevel.Debug, $"Found in the cache: {config.LoadedFrom}, commit {config.CommitHash}"));
    }

    [Fact]
    public void Text_alone_gets_neither_prefix_nor_pad_token()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(TinyConfig.Json);

        config.PadTokenId.Should().BeNull();
        config.DhtPrefix.Should().BeNull();
        config.ToJsonString().Should().NotContain("dht_prefix").And.NotContain("pad_token_id");
        config.LoadedFrom.Should().BeNull();
    }

    [Fact]
    public void Each_value_is_said_to_come_from_where_it_comes_from()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig
            .FromPretrained("acme/tiny-mixtral", options: Published)
            .Update("max_retries", System.Text.Json.JsonElement.Parse("3")) with
        {
            MaxPinged = 9,
        };
        Dictionary<string, SettingOrigin> origins = config
            .DescribeSettings()
            .ToDictionary(setting => setting.Key, setting => setting.Origin);

        origins["hidden_size"].Should().Be(SettingOrigin.File);
        origins["router_jitter_noise"].Should().Be(SettingOrigin.Default);
        origins["dht_prefix"].Should().Be(SettingOrigin.Derived);
        origins["pad_token_id"].Should().Be(SettingOrigin.Derived);
        origins["max_retries"].Should().Be(SettingOrigin.Option);
        origins["max_pinged"].Should().Be(SettingOrigin.Option);
        DistributedMixtralConfig
            .FromPretrained("acme/tiny-mixtral", "mine", Published)
            .DescribeSettings()
            .Single(setting => setting.Key == "dht_prefix")
            .Origin.Should()
            .Be(SettingOrigin.Option);
    }

    [Fact]
    public void A_number_of_labels_that_the_labels_contradict_is_logged()
    {
        using var directory = new TempDirectory();
        using var log = new RecordingLoggerFactory();
        string file = directory.Write(
            "config.json",
            """{"model_type": "mixtral", "num_labels": 3, "id2label": {"0": "a"}}"""
        );

        DistributedMixtralConfig
            .FromPretrained(file, options: new PretrainedLoadOptions { LoggerFactory = log })
            .NumLabels.Should()
            .Be(1);

        log.Entries.Should()
            .Equal((LogLevel.Warning, $"{file}: num_labels is 3, but id2label has 1 labels; id2label is used."));
    }

    [Fact]
    public void A_token_is_in_no_text()
    {
        var options = new PretrainedLoadOptions
        {
            Token = "hf_secret",
            Endpoint = new Uri("https://user:hf_secret@hub.example/x"),
            CacheDirectory = "/nowhere",
        };

        options
            .ToString()
            .Should()
            .NotContain("hf_secret")
            .And.Contain("Token = given, not shown")
            .And.Contain("Endpoint = https://hub.example");
        new PretrainedLoadOptions().ToString().Should().Contain("Token = none");
    }
}
