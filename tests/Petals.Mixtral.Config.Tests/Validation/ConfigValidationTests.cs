namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary><c>Validate</c> and <c>EnsureValid</c>, for any rule.</summary>
public sealed class ConfigValidationTests
{
    private static readonly DistributedMixtralConfig Faulty = new()
    {
        VocabSize = 0,
        RopeTheta = double.NaN,
        InitialPeers = [],
    };
    private static readonly string[] FaultyKeys = ["vocab_size", "rope_theta", "initial_peers"];

    [Fact]
    public void The_defaults_are_valid() => new DistributedMixtralConfig().Validate().Should().BeEmpty();

    [Theory]
    [InlineData(TinyOptions.Repo)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1")]
    [InlineData(PublishedModels.Mixtral8x7B)]
    [InlineData(PublishedModels.Mixtral8x22B)]
    public void The_published_models_are_valid(string model)
    {
        DistributedMixtralConfig config = PublishedModels.Load(model);

        config.Validate().Should().BeEmpty();
        config.EnsureValid().Should().BeSameAs(config);
    }

    [Fact]
    public void A_failure_has_the_key_the_value_the_rule_and_the_remedy()
    {
        new DistributedMixtralConfig { MaxPinged = -2 }
            .Validate()
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Key = "max_pinged",
                    Value = "-2",
                    Rule = "must not be negative",
                    Remedy = "Give 0 or more.",
                }
            );
        Faulty.Validate().Should().BeAssignableTo<IList<ConfigFailure>>().Which.IsReadOnly.Should().BeTrue();
    }

    [Fact]
    public void EnsureValid_throws_one_exception_that_lists_every_failure()
    {
        ConfigValidationException exception = Throws<ConfigValidationException>(() => Faulty.EnsureValid());

        exception.Failures.Should().BeEquivalentTo(Faulty.Validate(), options => options.WithStrictOrdering());
        exception.Path.Should().BeNull();
        exception.Message.Should().Be($"The config breaks 3 rules: {string.Join(" ", Faulty.Validate())}");
        exception.Message.Should().NotContain("\n");
        new ConfigValidationException("why").Failures.Should().BeEmpty();
    }

    [Fact]
    public void The_exception_names_the_file_and_counts_one_rule_in_the_singular()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", TinyConfig.Json);

        ConfigValidationException exception = Throws<ConfigValidationException>(
            () => (DistributedMixtralConfig.FromPretrained(directory.Path) with { MaxPinged = -1 }).EnsureValid(),
            $"The config of '{file}' breaks 1 rule: max_pinged is -1: it must not be negative.*"
        );

        exception.Path.Should().Be(file);
    }

    [Fact]
    public void A_config_that_breaks_rules_can_be_loaded()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", Faulty.ToJsonString());

        DistributedMixtralConfig.FromPretrained(directory.Path).FailingKeys().Should().Equal(FaultyKeys);
    }

    [Fact]
    public void A_negative_PETALS_MAX_RETRIES_is_a_failure()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TinyConfig.Json);
        var options = new PretrainedLoadOptions
        {
            Environment = ConfigEnvironment.Create(new Dictionary<string, string> { ["PETALS_MAX_RETRIES"] = "-3" }),
        };

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path, options: options);

        config.OnlyFailure().Should().StartWith("max_retries is -3: ");
        (config with { MaxRetries = null }).Validate().Should().BeEmpty();
    }

    [Fact]
    public void Validate_returns_failures_and_throws_nothing_whatever_the_values_are()
    {
        Gen<string> any = Gen.OneOf(
            Gen.String,
            Gen.Int[0, char.MaxValue].Array.Select(codes => string.Concat(codes.Select(code => (char)code)))
        );
        Gen<string> text = Gen.OneOf(
            any,
            any.Select(it => $"/ip4/{it}"),
            any.Select(it => $"/dns/{it}/tcp/{it}"),
            any.Select(PeerIds.Address),
            Gen.Const(PeerIds.Sha256)
        );
        Gen<DistributedMixtralConfig> model = Gen.Select(
                Gen.Int[-3, 40],
                Gen.Int[-3, 40],
                Gen.Int[-3, 40],
                Gen.Int,
                Gen.Double
            )
            .Select(
                (size, heads, groups, id, number) =>
                    new DistributedMixtralConfig
                    {
                        VocabSize = size,
                        HiddenSize = size,
                        NumAttentionHeads = heads,
                        NumKeyValueHeads = groups,
                        NumLocalExperts = heads,
                        NumExpertsPerTok = groups,
                        EosTokenId = TokenIds.Create([id]),
                        PadTokenId = groups,
                        RopeTheta = number,
                        AttentionDropout = number,
                    }
            );

        Gen.Select(model, text.Array, text.Array, text, Gen.Long, Gen.Long)
            .Sample(
                (config, peers, servers, prefix, min, max) =>
                {
                    DistributedMixtralConfig changed = config with
                    {
                        InitialPeers = peers,
                        AllowedServers = servers,
                        BlockedServers = peers,
                        DhtPrefix = prefix,
                        MinBackoff = TimeSpan.FromTicks(min),
                        MaxBackoff = TimeSpan.FromTicks(max),
                    };
                    return changed
                        .Validate()
                        .All(failure =>
                            IsWhole(failure) && failure.ToString().All(character => !char.IsControl(character))
                        );
                }
            );
    }

    private static bool IsWhole(ConfigFailure failure) =>
        System.Text.RegularExpressions.Regex.IsMatch(failure.Key, @"\A[a-z_0-9]+(\[[0-9]+\])?\z")
        && failure.Value.Length > 0
        && failure.Rule.Length > 0
        && failure.Remedy.Length > 0;
}
