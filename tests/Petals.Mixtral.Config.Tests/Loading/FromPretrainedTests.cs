using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Loading;

public sealed class FromPretrainedTests
{
    private static readonly PretrainedLoadOptions Published = new() { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true };

    [Theory]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "mistralai/Mixtral-8x7B-v0-1", 4096, 32)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "mistralai/Mixtral-8x7B-Instruct-v0-1", 4096, 32)]
    [InlineData("mistralai/Mixtral-8x22B-v0.1", "mistralai/Mixtral-8x22B-v0-1", 6144, 56)]
    public void A_published_model_is_loaded_from_the_cache_with_its_prefix_and_pad_token(string model, string prefix, int hiddenSize, int layers)
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

        (await DistributedMixtralConfig.FromPretrainedAsync("acme/tiny-mixtral", "p", Published, TestContext.Current.CancellationToken)).Should().Be(config);
        (await MixtralConfig.FromPretrainedAsync("acme/tiny-mixtral", Published, TestContext.Current.CancellationToken)).Should().Be(model);
    }

    [Fact]
    public async Task Loading_that_is_cancelled_ends()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync("acme/tiny-mixtral", cancellationToken: source.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Errors_are_the_same_asynchronously()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", "");

        (await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync("./nowhere", cancellationToken: TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ConfigNotFoundException>()).WithMessage("'./nowhere' looks like a path*");
        (await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(directory.Path, cancellationToken: TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ConfigFormatException>()).WithMessage("*is empty, or is not a regular file.");
        await FluentActions.Awaiting(() => DistributedMixtralConfig.FromPretrainedAsync(" ", cancellationToken: TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void MixtralConfig_by_itself_applies_none_of_Petals_rules()
    {
        MixtralConfig config = MixtralConfig.FromPretrained("acme/tiny-mixtral", Published);

        config.PadTokenId.Should().BeNull();
        config.CommitHash.Should().Be("71a7000000000000000000000000000000000001");
        config.LoadedFrom.Should().EndWith("config.json");
        config.ToJsonString().Should().NotContain("dht_prefix").And.NotContain("pad_token_id");
        config.Should().Be(DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", options: Published).Model with { PadTokenId = null });
    }

    [Theory]
    [InlineData("my-swarm")]
    [InlineData("")]
    [InlineData("é\"")]
    public void An_explicit_prefix_wins(string prefix)
    {
        using var log = new RecordingLoggerFactory();

        DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", prefix, Published with { LoggerFactory = log }).DhtPrefix.Should().Be(prefix);
        log.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_derived_prefix_is_logged()
    {
        using var log = new RecordingLoggerFactory();

        DistributedMixtralConfig.FromPretrained("mistralai/Mixtral-8x7B-v0.1", options: Published with { LoggerFactory = log });

        log.Category.Should().Be("Petals.Mixtral.Config");
        log.Entries.Should().Equal((LogLevel.Information, "Using DHT prefix: mistralai/Mixtral-8x7B-v0-1"));
    }

    [Fact]
    public void A_repo_id_without_an_organisation_is_a_prefix_like_any_other()
    {
        using var directory = new TempDirectory();
        directory.Write($"hub/models--tiny.v0.1/snapshots/{HubCacheBuilder.Commit}/config.json", "{}");
        directory.Write("hub/models--tiny.v0.1/refs/main", HubCacheBuilder.Commit);

        DistributedMixtralConfig.FromPretrained("tiny.v0.1", options: new() { CacheDirectory = directory.Combine("hub") }).DhtPrefix.Should().Be("tiny-v0-1");
    }

    [Fact]
    public void The_repo_decides_the_prefix_even_where_the_file_holds_one()
    {
        using var directory = new TempDirectory();
        HubCacheBuilder cache = new HubCacheBuilder(directory).Ref("main", HubCacheBuilder.Commit).File("config.json", """{"dht_prefix": "in-file"}""");

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: cache.Options).DhtPrefix.Should().Be("acme/tiny");
    }

    [Fact]
    public void A_local_directory_keeps_the_prefix_of_its_file()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.With("dht_prefix", "\"kept\""));

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.DhtPrefix.Should().Be("kept");
        config.ToJsonString().Should().Contain("\"dht_prefix\": \"kept\"");
        DistributedMixtralConfig.FromPretrained(directory.Path, "other").DhtPrefix.Should().Be("other");
    }

    [Fact]
    public void A_local_directory_without_one_has_none_and_says_so_in_its_text()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.DhtPrefix.Should().BeNull();
        config.ToJsonString().Should().Contain("\"dht_prefix\": null");
        config.CommitHash.Should().BeNull();
    }

    [Fact]
    public void A_path_to_a_file_is_local_and_gives_no_prefix()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("v0.1.json", TinyConfig.Json);

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(file);

        config.DhtPrefix.Should().BeNull();
        config.LoadedFrom.Should().Be(file);
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("7", 7)]
    [InlineData("-1", -1)]
    [InlineData("0", 0)]
    public void The_pad_token_becomes_0_only_where_there_is_none(string value, int expected)
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.With("pad_token_id", value));

        DistributedMixtralConfig.FromPretrained(directory.Path).PadTokenId.Should().Be(expected);
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
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", options: Published)
            .Update("max_retries", System.Text.Json.JsonElement.Parse("3")) with
        { MaxPinged = 9 };
        Dictionary<string, SettingOrigin> origins = config.DescribeSettings().ToDictionary(setting => setting.Key, setting => setting.Origin);

        origins["hidden_size"].Should().Be(SettingOrigin.File);
        origins["router_jitter_noise"].Should().Be(SettingOrigin.Default);
        origins["dht_prefix"].Should().Be(SettingOrigin.Derived);
        origins["pad_token_id"].Should().Be(SettingOrigin.Derived);
        origins["max_retries"].Should().Be(SettingOrigin.Option);
        origins["max_pinged"].Should().Be(SettingOrigin.Option);
        DistributedMixtralConfig.FromPretrained("acme/tiny-mixtral", "mine", Published).DescribeSettings()
            .Single(setting => setting.Key == "dht_prefix").Origin.Should().Be(SettingOrigin.Option);
    }

    [Theory]
    [InlineData("""{"auto_map": {"AutoConfig": "c.X", "AutoModel": ["m.Y", null, "other/repo--m.Z"]}}""",
        """{"AutoConfig": "acme/tiny--c.X", "AutoModel": ["acme/tiny--m.Y", null, "other/repo--m.Z"]}""", "auto_map")]
    [InlineData("""{"custom_pipelines": {"t": {"impl": "p.T", "pt": ["A"]}, "u": {"impl": "a/b--p.U"}, "v": 1}}""",
        """{"t": {"impl": "acme/tiny--p.T", "pt": ["A"]}, "u": {"impl": "a/b--p.U"}, "v": 1}""", "custom_pipelines")]
    [InlineData("""{"auto_map": 5}""", "5", "auto_map")]
    public void Python_modules_named_by_a_repo_are_marked_as_of_that_repo(string json, string expected, string key)
    {
        using var directory = new TempDirectory();
        HubCacheBuilder cache = new HubCacheBuilder(directory).Ref("main", HubCacheBuilder.Commit).File("config.json", json);
        string local = directory.Write("config.json", json);

        DistributedMixtralConfig.FromPretrained(HubCacheBuilder.Repo, options: cache.Options).ExtraAttributes[key].GetRawText().Should().Be(expected);
        DistributedMixtralConfig.FromPretrained(local).ExtraAttributes[key].GetRawText().Should().NotContain("acme");
    }

    [Fact]
    public void A_number_of_labels_that_the_labels_contradict_is_logged()
    {
        using var directory = new TempDirectory();
        using var log = new RecordingLoggerFactory();
        string file = directory.Write("config.json", """{"num_labels": 3, "id2label": {"0": "a"}}""");

        DistributedMixtralConfig.FromPretrained(file, options: new PretrainedLoadOptions { LoggerFactory = log }).NumLabels.Should().Be(1);

        log.Entries.Should().Equal((LogLevel.Warning, $"{file}: num_labels is 3, but id2label has 1 labels; id2label is used."));
    }

    [Fact]
    public void A_token_is_in_no_text()
    {
        var options = new PretrainedLoadOptions { Token = "hf_secret", Endpoint = new Uri("https://user:hf_secret@hub.example/x"), CacheDirectory = "/nowhere" };

        options.ToString().Should().NotContain("hf_secret").And.Contain("Token = given, not shown").And.Contain("Endpoint = https://hub.example");
        new PretrainedLoadOptions().ToString().Should().Contain("Token = none");
    }
}
