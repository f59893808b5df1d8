namespace Petals.Mixtral.Config.Tests.Loading;

/// <summary>Loading published models from the cache, with every overload.</summary>
public sealed class FromPretrainedTests : CacheTest
{
    private const string TinyRepo = TinyOptions.Repo;

    protected override PretrainedLoadOptions Options => PublishedModels.Options;

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
        DistributedMixtralConfig config = Load(model: model);

        config.DhtPrefix.Should().Be(prefix);
        config.PadTokenId.Should().Be(0);
        config.HiddenSize.Should().Be(hiddenSize);
        config.NumHiddenLayers.Should().Be(layers);
        config.TorchDtype.Should().Be(TorchDtype.BFloat16);
        config.CommitHash.Should().HaveLength(40);
        config.LoadedFrom.Should().StartWith(Fixtures.Hub).And.EndWith(FileName);
    }

    [Fact]
    public async Task FromPretrainedAsync_returns_the_config_of_FromPretrained()
    {
        (await DistributedMixtralConfig.FromPretrainedAsync(TinyRepo, "p", Options, Cancellation))
            .Should()
            .Be(DistributedMixtralConfig.FromPretrained(TinyRepo, "p", Options));
        (await MixtralConfig.FromPretrainedAsync(TinyRepo, Options, Cancellation))
            .Should()
            .Be(MixtralConfig.FromPretrained(TinyRepo, Options));
    }

    [Theory]
    [InlineData(TinyRepo)]
    [InlineData("./nowhere")]
    public async Task FromPretrainedAsync_throws_when_it_is_cancelled(string model) =>
        await ThrowsAsync<OperationCanceledException>(() =>
            DistributedMixtralConfig.FromPretrainedAsync(
                model,
                cancellationToken: new CancellationToken(canceled: true)
            )
        );

    [Fact]
    public async Task A_file_that_another_program_reads_is_loaded()
    {
        using FileStream other = File.OpenRead(Folder.Write(FileName, TinyConfig.Json));

        ShouldLoad(model: Folder.Path);
        (await LoadAsync(Folder.Path, Cancellation)).HiddenSize.Should().Be(64);
    }

    [Fact]
    public async Task FromPretrainedAsync_throws_the_exceptions_of_FromPretrained()
    {
        string empty = Folder.Write(FileName, "");

        (await Awaiting("./nowhere").Should().ThrowAsync<ConfigNotFoundException>()).WithMessage(
            Fail<ConfigNotFoundException>(model: "./nowhere").Message
        );
        (await Awaiting(empty).Should().ThrowAsync<ConfigFormatException>()).WithMessage(
            Fail<ConfigFormatException>(model: empty).Message
        );
        await Awaiting(" ").Should().ThrowAsync<ArgumentException>();

        Func<Task> Awaiting(string model) => () => LoadAsync(model, Cancellation);
    }

    [Fact]
    public void MixtralConfig_applies_no_rules_of_Petals()
    {
        MixtralConfig config = MixtralConfig.FromPretrained(TinyRepo, Options);

        config.PadTokenId.Should().BeNull();
        config.CommitHash.Should().Be("71a7000000000000000000000000000000000001");
        config.LoadedFrom.Should().EndWith(FileName);
        config.ToJsonString().Should().NotContain("dht_prefix").And.NotContain("pad_token_id");
        config.Should().Be(Load(model: TinyRepo).Model with { PadTokenId = null });
    }

    [Fact]
    public void MixtralConfig_has_no_settings_of_Petals()
    {
        string file = Folder.Write(FileName, """{"max_retries": "as many as it takes"}""");

        MixtralConfig
            .FromPretrained(file)
            .ExtraAttributes["max_retries"]
            .GetString()
            .Should()
            .Be("as many as it takes");
        Fail<ConfigFormatException>(model: file).JsonPath.Should().Be("$.max_retries");
    }

    [Fact]
    public void FromJson_sets_neither_the_prefix_nor_the_pad_token()
    {
        DistributedMixtralConfig config = Read(TinyConfig.Json);

        config.PadTokenId.Should().BeNull();
        config.DhtPrefix.Should().BeNull();
        config.ToJsonString().Should().NotContain("dht_prefix").And.NotContain("pad_token_id");
        config.LoadedFrom.Should().BeNull();
    }

    [Fact]
    public void DescribeSettings_returns_the_origin_of_each_value()
    {
        DistributedMixtralConfig loaded = DistributedMixtralConfig.FromPretrained(TinyRepo, Options);
        DistributedMixtralConfig config = loaded.Update("max_retries", JsonElement.Parse("3")) with { MaxPinged = 9 };

        Dictionary<string, SettingOrigin> origins = Origins(config);

        origins["hidden_size"].Should().Be(SettingOrigin.File);
        origins["router_jitter_noise"].Should().Be(SettingOrigin.Default);
        origins["dht_prefix"].Should().Be(SettingOrigin.Derived);
        origins["pad_token_id"].Should().Be(SettingOrigin.Derived);
        origins["max_retries"].Should().Be(SettingOrigin.Option);
        origins["max_pinged"].Should().Be(SettingOrigin.Option);
        Origins(DistributedMixtralConfig.FromPretrained(TinyRepo, "mine", Options))["dht_prefix"]
            .Should()
            .Be(SettingOrigin.Option);
    }

    [Fact]
    public void FromPretrained_logs_a_warning_when_num_labels_contradicts_id2label()
    {
        using var log = new RecordingLoggerFactory();
        string file = Folder.Write(FileName, """{"model_type": "mixtral", "num_labels": 3, "id2label": {"0": "a"}}""");

        Load(new() { LoggerFactory = log }, file).NumLabels.Should().Be(1);

        log.Entries.Should()
            .Equal((LogLevel.Warning, $"{file}: num_labels is 3, but id2label has 1 labels; id2label is used."));
    }

    internal static Dictionary<string, SettingOrigin> Origins(DistributedMixtralConfig config) =>
        config.DescribeSettings().ToDictionary(setting => setting.Key, setting => setting.Origin);

    private Task<DistributedMixtralConfig> LoadAsync(string model, CancellationToken cancellation) =>
        DistributedMixtralConfig.FromPretrainedAsync(model, options: Options, cancellationToken: cancellation);
}
