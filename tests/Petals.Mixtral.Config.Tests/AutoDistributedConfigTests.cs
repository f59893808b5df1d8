namespace Petals.Mixtral.Config.Tests;

public sealed class AutoDistributedConfigTests : FolderTest
{
    [Fact]
    public void AutoDistributedConfig_loads_a_cached_Mixtral_model_as_DistributedMixtralConfig_does()
    {
        IDistributedConfig config = AutoDistributedConfig.FromPretrained(
            TinyOptions.Repo,
            options: PublishedModels.Options
        );

        config
            .Should()
            .BeOfType<DistributedMixtralConfig>()
            .And.Be(DistributedMixtralConfig.FromPretrained(TinyOptions.Repo, options: PublishedModels.Options));
        config.DhtPrefix.Should().Be(TinyOptions.Repo);
        ((DistributedMixtralConfig)config).PadTokenId.Should().Be(0);
    }

    [Fact]
    public async Task FromPretrainedAsync_returns_what_FromPretrained_returns()
    {
        IDistributedConfig config = await AutoDistributedConfig.FromPretrainedAsync(
            TinyOptions.Repo,
            "mine",
            PublishedModels.Options,
            cancellationToken: Cancellation
        );

        config.Should().Be(AutoDistributedConfig.FromPretrained(TinyOptions.Repo, "mine", PublishedModels.Options));
        config.DhtPrefix.Should().Be("mine");
        await ThrowsAsync<OperationCanceledException>(() =>
            AutoDistributedConfig.FromPretrainedAsync(
                TinyOptions.Repo,
                options: PublishedModels.Options,
                cancellationToken: new CancellationToken(true)
            )
        );
        await ThrowsAsync<UnsupportedModelTypeException>(() =>
            AutoDistributedConfig.FromPretrainedAsync(
                Written("""{"model_type": "llama"}"""),
                cancellationToken: Cancellation
            )
        );
    }

    [Fact]
    public void AutoDistributedConfig_loads_a_directory_and_a_file()
    {
        string directory = Written(TinyConfig.Json);

        AutoDistributedConfig.FromPretrained(directory).Should().Be(DistributedMixtralConfig.FromPretrained(directory));
        AutoDistributedConfig
            .FromPretrained(Path.Combine(directory, "config.json"), "mine")
            .DhtPrefix.Should()
            .Be("mine");
    }

    [Fact]
    public void A_byte_order_mark_is_accepted()
    {
        string file = Folder.Combine("config.json");
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TinyConfig.Json)]);

        AutoDistributedConfig.FromPretrained(file).Should().BeOfType<DistributedMixtralConfig>();
    }

    [Fact]
    public void An_unknown_model_type_is_named_with_those_that_are_known()
    {
        string directory = Written("""{"model_type": "llama", "hidden_size": "not even a number"}""");

        UnsupportedModelTypeException exception = Throws<UnsupportedModelTypeException>(
            () => AutoDistributedConfig.FromPretrained(directory),
            $"'{Path.Combine(directory, "config.json")}': the model type is llama; expected one of mixtral. Add another "
                + "with DistributedConfigRegistry.Register."
        );

        exception.ModelType.Should().Be("llama");
        exception.SupportedModelTypes.Should().Equal("mixtral");
    }

    [Theory]
    [InlineData("Mixtral")]
    [InlineData("mixtral ")]
    [InlineData("")]
    public void A_model_type_is_taken_literally(string modelType) =>
        Throws<UnsupportedModelTypeException>(() =>
            AutoDistributedConfig.FromPretrained(Written($$"""{"model_type": "{{modelType}}"}"""))
        )
            .ModelType.Should()
            .Be(modelType);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"model_type": null}""")]
    public void A_file_without_model_type_is_an_UnsupportedModelTypeException(string json)
    {
        UnsupportedModelTypeException exception = Throws<UnsupportedModelTypeException>(
            () => AutoDistributedConfig.FromPretrained(Written(json)),
            "'*': the model type is missing; expected one of mixtral. *"
        );

        exception.ModelType.Should().BeNull();
        exception.SupportedModelTypes.Should().Equal("mixtral");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[\"mixtral\"]")]
    public void A_model_type_that_is_not_a_string_is_a_ConfigFormatException(string value) =>
        Throws<ConfigFormatException>(() =>
            AutoDistributedConfig.FromPretrained(Written($$"""{"model_type": {{value}}}"""))
        )
            .JsonPath.Should()
            .Be("$.model_type");

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("not JSON")]
    public void A_file_that_is_not_a_JSON_object_is_a_ConfigFormatException(string json) =>
        Throws<ConfigFormatException>(() => AutoDistributedConfig.FromPretrained(Written(json)));

    [Fact]
    public void FromPretrained_uses_the_last_of_two_model_types_and_decodes_escapes() =>
        AutoDistributedConfig
            .FromPretrained(Written("""{"model_type": "llama", "mod\u0065l_type": "mix\u0074ral"}"""))
            .Should()
            .BeOfType<DistributedMixtralConfig>();

    [Fact]
    public void A_missing_model_is_a_ConfigNotFoundException() =>
        Throws<ConfigNotFoundException>(() =>
            AutoDistributedConfig.FromPretrained("acme/not-there", options: PublishedModels.Options)
        );

    [Fact]
    public void A_registered_family_gets_the_file_of_a_repo()
    {
        const string Json = """{"model_type": "llama", "hidden_size": "any", "é": NaN}""";
        HubCacheBuilder cache = new HubCacheBuilder(Folder)
            .Ref("main", HubCacheBuilder.Commit)
            .File("config.json", "\uFEFF" + Json);
        ModelConfigFile? given = null;
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register(
            "llama",
            model =>
            {
                given = model;
                return new DistributedMixtralConfig();
            }
        );

        AutoDistributedConfig
            .FromPretrained(HubCacheBuilder.Repo, "swarm", cache.Options, registry)
            .Should()
            .Be(new DistributedMixtralConfig());

        given!.ModelType.Should().Be("llama");
        given.DhtPrefix.Should().Be("swarm");
        given.RepoId.Should().Be(HubCacheBuilder.Repo);
        given.CommitHash.Should().Be(HubCacheBuilder.Commit);
        given.Path.Should().Be(Path.Combine(cache.RepoFolder, "snapshots", HubCacheBuilder.Commit, "config.json"));
        Encoding.UTF8.GetString(given.Utf8Json.Span).Should().Be(Json);
    }

    [Fact]
    public void A_registered_family_gets_the_file_of_a_local_path()
    {
        ModelConfigFile? given = null;
        string directory = Written("""{"model_type": "llama"}""");

        AutoDistributedConfig.FromPretrained(
            directory,
            registry: DistributedConfigRegistry.Default.Register(
                "llama",
                model =>
                {
                    given = model;
                    return new DistributedMixtralConfig();
                }
            )
        );

        given!.RepoId.Should().BeNull();
        given.CommitHash.Should().BeNull();
        given.DhtPrefix.Should().BeNull();
        given.Path.Should().Be(Path.Combine(directory, "config.json"));
    }

    [Fact]
    public void Register_returns_a_new_registry_and_does_not_change_the_old_one()
    {
        DistributedConfigRegistry one = DistributedConfigRegistry.Default.Register(
            "llama",
            _ => new DistributedMixtralConfig()
        );
        DistributedConfigRegistry two = one.Register("bloom", _ => new DistributedMixtralConfig())
            .Register("Zephyr", _ => new DistributedMixtralConfig());

        Throws<UnsupportedModelTypeException>(
            () => AutoDistributedConfig.FromPretrained(Written("""{"model_type": "falcon"}"""), registry: two),
            "*expected one of Zephyr, bloom, llama, mixtral.*"
        );
    }

    [Fact]
    public void A_family_can_be_given_another_type_of_config()
    {
        var mine = new DistributedMixtralConfig { MaxRetries = 7 };
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register("mixtral", _ => mine);

        AutoDistributedConfig.FromPretrained(Written(TinyConfig.Json), registry: registry).Should().BeSameAs(mine);
    }

    [Fact]
    public void An_exception_of_a_registered_function_is_not_wrapped()
    {
        var fault = new InvalidOperationException("mine");
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register("llama", _ => throw fault);

        Throws<InvalidOperationException>(() =>
                AutoDistributedConfig.FromPretrained(Written("""{"model_type": "llama"}"""), registry: registry)
            )
            .Should()
            .BeSameAs(fault);
    }

    [Fact]
    public void Blank_and_null_arguments_of_AutoDistributedConfig_are_refused()
    {
        Throws<ArgumentException>(() =>
            DistributedConfigRegistry.Default.Register(" ", _ => new DistributedMixtralConfig())
        );
        Throws<ArgumentException>(() =>
            DistributedConfigRegistry.Default.Register(null!, _ => new DistributedMixtralConfig())
        );
        Throws<ArgumentNullException>(() => DistributedConfigRegistry.Default.Register("llama", null!));
        Throws<ArgumentException>(() => AutoDistributedConfig.FromPretrained(" "));
    }

    private string Written(string json)
    {
        Folder.Write("config.json", json);
        return Folder.Path;
    }
}
