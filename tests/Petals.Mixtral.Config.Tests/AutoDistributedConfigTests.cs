using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests;

public sealed class AutoDistributedConfigTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private static PretrainedLoadOptions FromFixtures =>
        new()
        {
            CacheDirectory = Fixtures.Hub,
            LocalFilesOnly = true,
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>()),
        };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_Mixtral_model_of_the_cache_is_loaded_as_by_its_own_type()
    {
        IDistributedConfig config = AutoDistributedConfig.FromPretrained(TinyOptions.Repo, options: FromFixtures);

        config
            .Should()
            .BeOfType<DistributedMixtralConfig>()
            .And.Be(DistributedMixtralConfig.FromPretrained(TinyOptions.Repo, options: FromFixtures));
        config.DhtPrefix.Should().Be(TinyOptions.Repo);
        ((DistributedMixtralConfig)config).PadTokenId.Should().Be(0);
    }

    [Fact]
    public async Task Awaiting_gives_the_same()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        IDistributedConfig config = await AutoDistributedConfig.FromPretrainedAsync(
            TinyOptions.Repo,
            "mine",
            FromFixtures,
            cancellationToken: cancellation
        );

        config.Should().Be(AutoDistributedConfig.FromPretrained(TinyOptions.Repo, "mine", FromFixtures));
        config.DhtPrefix.Should().Be("mine");
        await FluentActions
            .Awaiting(() =>
                AutoDistributedConfig.FromPretrainedAsync(
                    TinyOptions.Repo,
                    options: FromFixtures,
                    cancellationToken: new CancellationToken(true)
                )
            )
            .Should()
            .ThrowAsync<OperationCanceledException>();
        await FluentActions
            .Awaiting(() =>
                AutoDistributedConfig.FromPretrainedAsync(
                    Written("""{"model_type": "llama"}"""),
                    cancellationToken: cancellation
                )
            )
            .Should()
            .ThrowAsync<UnsupportedModelTypeException>();
    }

    [Fact]
    public void A_directory_and_a_file_can_be_given()
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
        string file = _directory.Combine("config.json");
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TinyConfig.Json)]);

        AutoDistributedConfig.FromPretrained(file).Should().BeOfType<DistributedMixtralConfig>();
    }

    [Fact]
    public void An_unknown_model_type_is_named_with_those_that_are_known()
    {
        string directory = Written("""{"model_type": "llama", "hidden_size": "not even a number"}""");

        UnsupportedModelTypeException exception = FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained(directory))
            .Should()
            .Throw<UnsupportedModelTypeException>()
            .WithMessage(
                "Petals does not support model type llama (of the config file "
                    + $"'{Path.Combine(directory, "config.json")}'). Registered are: mixtral; "
                    + "DistributedConfigRegistry.Register adds others."
            )
            .Which;

        exception.ModelType.Should().Be("llama");
        exception.SupportedModelTypes.Should().Equal("mixtral");
    }

    [Theory]
    [InlineData("Mixtral")]
    [InlineData("mixtral ")]
    [InlineData("")]
    public void A_model_type_is_taken_literally(string modelType) =>
        FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained(Written($$"""{"model_type": "{{modelType}}"}""")))
            .Should()
            .Throw<UnsupportedModelTypeException>()
            .Which.ModelType.Should()
            .Be(modelType);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"model_type": null}""")]
    public void A_file_that_names_no_model_type_is_not_guessed_at(string json)
    {
        UnsupportedModelTypeException exception = FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained(Written(json)))
            .Should()
            .Throw<UnsupportedModelTypeException>()
            .WithMessage(
                "The config file '*' names no model_type, *Registered are: mixtral; "
                    + "DistributedConfigRegistry.Register adds others."
            )
            .Which;

        exception.ModelType.Should().BeNull();
        exception.SupportedModelTypes.Should().Equal("mixtral");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[\"mixtral\"]")]
    public void A_model_type_that_is_no_string_is_a_fault_of_the_file(string value) =>
        FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained(Written($$"""{"model_type": {{value}}}""")))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.JsonPath.Should()
            .Be("$.model_type");

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("not JSON")]
    public void What_is_not_a_JSON_object_is_a_fault_of_the_file(string json) =>
        FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained(Written(json)))
            .Should()
            .Throw<ConfigFormatException>();

    [Fact]
    public void The_last_of_two_model_types_counts_and_escapes_do_not() =>
        AutoDistributedConfig
            .FromPretrained(Written("""{"model_type": "llama", "mod\u0065l_type": "mix\u0074ral"}"""))
            .Should()
            .BeOfType<DistributedMixtralConfig>();

    [Fact]
    public void A_model_that_is_not_there_is_said_to_be_missing() =>
        FluentActions
            .Invoking(() => AutoDistributedConfig.FromPretrained("acme/not-there", options: FromFixtures))
            .Should()
            .Throw<ConfigNotFoundException>();

    [Fact]
    public void A_registered_family_gets_the_file_of_a_repo()
    {
        const string Json = """{"model_type": "llama", "hidden_size": "any", "é": NaN}""";
        HubCacheBuilder cache = new HubCacheBuilder(_directory)
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
    public void Registering_makes_another_registry_and_changes_none()
    {
        DistributedConfigRegistry one = DistributedConfigRegistry.Default.Register(
            "llama",
            _ => new DistributedMixtralConfig()
        );
        DistributedConfigRegistry two = one.Register("bloom", _ => new DistributedMixtralConfig())
            .Register("Zephyr", _ => new DistributedMixtralConfig());

        DistributedConfigRegistry.Default.ModelTypes.Should().Equal("mixtral");
        one.ModelTypes.Should().Equal("llama", "mixtral");
        two.ModelTypes.Should().Equal("Zephyr", "bloom", "llama", "mixtral");
        FluentActions
            .Invoking(() =>
                AutoDistributedConfig.FromPretrained(Written("""{"model_type": "falcon"}"""), registry: two)
            )
            .Should()
            .Throw<UnsupportedModelTypeException>()
            .WithMessage("*Registered are: Zephyr, bloom, llama, mixtral; *");
    }

    [Fact]
    public void A_family_can_be_given_another_type_of_config()
    {
        var mine = new DistributedMixtralConfig { MaxRetries = 7 };
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register("mixtral", _ => mine);

        AutoDistributedConfig.FromPretrained(Written(TinyConfig.Json), registry: registry).Should().BeSameAs(mine);
        registry.ModelTypes.Should().Equal("mixtral");
    }

    [Fact]
    public void What_a_family_throws_comes_out()
    {
        var fault = new InvalidOperationException("mine");
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register("llama", _ => throw fault);

        FluentActions
            .Invoking(() =>
                AutoDistributedConfig.FromPretrained(Written("""{"model_type": "llama"}"""), registry: registry)
            )
            .Should()
            .Throw<InvalidOperationException>()
            .Which.Should()
            .BeSameAs(fault);
    }

    [Fact]
    public void A_family_that_makes_nothing_is_an_error_of_its_own()
    {
        DistributedConfigRegistry registry = DistributedConfigRegistry.Default.Register("mixtral", _ => null!);
        var options = new PretrainedLoadOptions { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true };

        FluentActions
            .Invoking(() =>
                AutoDistributedConfig.FromPretrained(
                    "mistralai/Mixtral-8x7B-v0.1",
                    options: options,
                    registry: registry
                )
            )
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*model type mixtral has made no config*");
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        FluentActions
            .Invoking(() => DistributedConfigRegistry.Default.Register(" ", _ => new DistributedMixtralConfig()))
            .Should()
            .Throw<ArgumentException>();
        FluentActions
            .Invoking(() => DistributedConfigRegistry.Default.Register(null!, _ => new DistributedMixtralConfig()))
            .Should()
            .Throw<ArgumentException>();
        FluentActions
            .Invoking(() => DistributedConfigRegistry.Default.Register("llama", null!))
            .Should()
            .Throw<ArgumentNullException>();
        FluentActions.Invoking(() => AutoDistributedConfig.FromPretrained(" ")).Should().Throw<ArgumentException>();
    }

    private string Written(string json)
    {
        _directory.Write("config.json", json);
        return _directory.Path;
    }
}
