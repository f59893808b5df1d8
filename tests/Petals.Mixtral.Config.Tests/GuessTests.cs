namespace Petals.Mixtral.Config.Tests;

/// <summary>Calls that a .NET developer guesses without the documentation. Each compiles and works.</summary>
public sealed class GuessTests
{
    private static readonly PretrainedLoadOptions Options = PublishedModels.Options;

    private static readonly DistributedMixtralConfig Tiny = DistributedMixtralConfig.FromPretrained(
        TinyOptions.Repo,
        Options
    );

    [Fact]
    public async Task Options_can_be_the_second_argument_of_every_FromPretrained()
    {
        (await DistributedMixtralConfig.FromPretrainedAsync(TinyOptions.Repo, Options, Cancellation)).Should().Be(Tiny);
        AutoDistributedConfig.FromPretrained(TinyOptions.Repo, Options).Should().Be(Tiny);
        (await AutoDistributedConfig.FromPretrainedAsync(TinyOptions.Repo, Options, cancellationToken: Cancellation))
            .Should()
            .Be(Tiny);
        MixtralConfig.FromPretrained(TinyOptions.Repo, Options).VocabSize.Should().Be(Tiny.VocabSize);
    }

    [Fact]
    public void Null_as_the_second_argument_of_FromPretrained_is_not_ambiguous() =>
        Throws<ConfigNotFoundException>(() => DistributedMixtralConfig.FromPretrained("./nothing-here", null));

    [Fact]
    public void An_argument_error_of_an_async_method_is_thrown_before_a_task_is_returned()
    {
        Action[] calls =
        [
            () => _ = DistributedMixtralConfig.FromPretrainedAsync(" "),
            () => _ = MixtralConfig.FromPretrainedAsync(null!),
            () => _ = AutoDistributedConfig.FromPretrainedAsync(""),
            () => _ = Tiny.SavePretrainedAsync(" "),
        ];

        calls.Should().AllSatisfy(call => call.Should().Throw<ArgumentException>());
    }

    [Fact]
    public void A_module_UID_is_one_type_everywhere_and_text_in_JSON()
    {
        ModuleUid? uid = Tiny.Blocks[1].ModuleUid;

        uid.Should().Be(Tiny.GetModuleUid(1));
        JsonSerializer.Serialize(uid).Should().Be($"\"{Tiny.DhtPrefix}.1\"");
        JsonSerializer.Deserialize<ModuleUid>($"\"{Tiny.DhtPrefix}.1\"").Should().Be(uid);
        Throws<JsonException>(() => JsonSerializer.Deserialize<ModuleUid>("3"));
        Throws<JsonException>(() => JsonSerializer.Deserialize<ModuleUid>("\"x\""));
    }

    [Fact]
    public void Equal_configs_are_equivalent_because_no_getter_throws()
    {
        var config = new DistributedMixtralConfig { NumHiddenLayers = 2 };

        config.Should().BeEquivalentTo(new DistributedMixtralConfig { NumHiddenLayers = 2 });
        config.Blocks[0].ModuleUid.Should().BeNull();
    }

    [Fact]
    public void TryPlanBlocks_returns_whether_the_blocks_fit()
    {
        Tiny.TryPlanBlocks(1L << 34, out BlockPlan? plan).Should().BeTrue();
        plan!.NumBlocks.Should().Be(Tiny.NumHiddenLayers);
        new DistributedMixtralConfig().TryPlanBlocks(1000, out plan).Should().BeFalse();
        plan.Should().BeNull();
    }

    [Fact]
    public void Update_takes_an_integer_a_Boolean_a_string_and_null()
    {
        Tiny.Update("max_retries", 3).MaxRetries.Should().Be(3);
        Tiny.Update("use_server_to_server", false).UseServerToServer.Should().BeFalse();
        Tiny.Update("dht_prefix", "mine").DhtPrefix.Should().Be("mine");
        Tiny.Update("dht_prefix", (string?)null).DhtPrefix.Should().BeNull();
        Throws<ConfigFormatException>(() => Tiny.Update("max_retries", true));
    }

    [Fact]
    public async Task SavePretrainedAsync_writes_what_SavePretrained_writes()
    {
        using var directory = new TempDirectory();

        await Tiny.SavePretrainedAsync(directory.Path, Cancellation);

        string text = await File.ReadAllTextAsync(directory.Combine("config.json"), Cancellation);
        text.Should().Be(Tiny.ToJsonString());
    }

    [Fact]
    public void A_dtype_is_parsed_by_its_name_and_reads_what_it_writes()
    {
        TorchDtype.Parse("torch.bfloat16").Should().Be(TorchDtype.BFloat16);
        JsonSerializer.Serialize(TorchDtype.BFloat16).Should().Be("\"bfloat16\"");
        JsonSerializer.Deserialize<TorchDtype>("\"bfloat16\"").Should().Be(TorchDtype.BFloat16);
        Throws<JsonException>(() => JsonSerializer.Deserialize<TorchDtype>("\"\""));
    }

    [Fact]
    public void A_cache_is_opened_by_an_environment()
    {
        var variables = new Dictionary<string, string> { ["HF_HUB_CACHE"] = Fixtures.Hub };

        new HubCache(ConfigEnvironment.Create(variables)).Directory.Should().Be(Fixtures.Hub);
    }

    [Fact]
    public void A_token_is_never_serialised()
    {
        JsonSerializer.Serialize(new PretrainedLoadOptions { Token = "hf_secret" }).Should().NotContain("hf_secret");
        JsonSerializer.Serialize(new HubClientOptions { Token = "hf_secret" }).Should().NotContain("hf_secret");
        JsonSerializer
            .Serialize(new DistributedMixtralOptions { Token = "hf_secret" })
            .Should()
            .NotContain("hf_secret");
    }
}
