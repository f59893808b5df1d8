using CsCheck;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Validation;

/// <summary><c>Validate</c> and <c>EnsureValid</c>, whatever the rule.</summary>
public sealed class ConfigValidationTests
{
    private static readonly DistributedMixtralConfig TenFaults = new()
    {
        VocabSize = 0,
        HiddenSize = 4097,
        NumKeyValueHeads = 5,
        NumExpertsPerTok = 9,
        RopeTheta = double.NaN,
        AttentionDropout = 1.5,
        InitialPeers = [],
        BlockedServers = ["me"],
        PreSeqLen = 3,
        ChunkedForwardStep = -1,
    };

    private static readonly string[] TenKeys =
    [
        "vocab_size",
        "hidden_size",
        "num_attention_heads",
        "num_experts_per_tok",
        "rope_theta",
        "attention_dropout",
        "initial_peers",
        "blocked_servers[0]",
        "pre_seq_len",
        "chunked_forward_step",
    ];

    public static TheoryData<string> FixtureModels =>
        [
            "acme/tiny-mixtral",
            "mistralai/Mixtral-8x7B-v0.1",
            "mistralai/Mixtral-8x7B-Instruct-v0.1",
            "mistralai/Mixtral-8x22B-v0.1",
        ];

    [Fact]
    public void The_defaults_are_valid()
    {
        new DistributedMixtralConfig().Validate().Should().BeEmpty();
        DistributedMixtralConfig.FromJson("{}").Validate().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(FixtureModels))]
    public void The_real_models_are_valid(string model)
    {
        var options = new PretrainedLoadOptions
        {
            CacheDirectory = Fixtures.Hub,
            Environment = ConfigEnvironment.Create(new Dictionary<string, string>()),
        };
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(model, options: options);

        config.Validate().Should().BeEmpty();
        config.EnsureValid().Should().BeSameAs(config);
    }

    [Fact]
    public void Ten_faults_are_ten_failures_in_the_order_of_the_rules()
    {
        TenFaults.FailingKeys().Should().Equal(TenKeys);
        TenFaults.Validate().Should().BeEquivalentTo(TenFaults.Validate(), options => options.WithStrictOrdering());
        (TenFaults with { VocabSize = 32000, RopeTheta = 1e6 })
            .FailingKeys()
            .Should()
            .Equal(TenKeys.Except(["vocab_size", "rope_theta"]));
    }

    [Fact]
    public void A_failure_names_the_key_the_value_the_rule_and_the_remedy()
    {
        ConfigFailure failure = new DistributedMixtralConfig { MaxPinged = -2 }
            .Validate()
            .Should()
            .ContainSingle()
            .Which;

        failure
            .Should()
            .BeEquivalentTo(
                new
                {
                    Key = "max_pinged",
                    Value = "-2",
                    Rule = "must not be negative",
                    Remedy = "Give 0 or more.",
                }
            );
        failure.ToString().Should().Be("max_pinged is -2: it must not be negative. Give 0 or more.");
    }

    [Fact]
    public void The_failures_are_a_list_that_cannot_be_changed() =>
        TenFaults.Validate().Should().BeAssignableTo<IList<ConfigFailure>>().Which.IsReadOnly.Should().BeTrue();

    [Fact]
    public void A_value_that_makes_another_rule_meaningless_is_reported_alone()
    {
        new DistributedMixtralConfig { NumAttentionHeads = 0 }
            .FailingKeys()
            .Should()
            .Equal("num_attention_heads");
        new DistributedMixtralConfig { NumKeyValueHeads = 0 }
            .FailingKeys()
            .Should()
            .Equal("num_key_value_heads");
        new DistributedMixtralConfig { HiddenSize = 0 }
            .FailingKeys()
            .Should()
            .Equal("hidden_size");
        new DistributedMixtralConfig { HiddenSize = -31 }
            .FailingKeys()
            .Should()
            .Equal("hidden_size");
        new DistributedMixtralConfig { HeadDim = 0, HiddenSize = 4097 }
            .FailingKeys()
            .Should()
            .Equal("head_dim");
        new DistributedMixtralConfig { NumLocalExperts = 0 }
            .FailingKeys()
            .Should()
            .Equal("num_local_experts");
        new DistributedMixtralConfig { NumExpertsPerTok = 0, NumLocalExperts = -1 }
            .FailingKeys()
            .Should()
            .Equal("num_local_experts", "num_experts_per_tok");
    }

    [Fact]
    public void EnsureValid_throws_one_exception_that_lists_every_failure()
    {
        ConfigValidationException exception = TenFaults
            .Invoking(it => it.EnsureValid())
            .Should()
            .Throw<ConfigValidationException>()
            .Which;

        exception.Failures.Should().BeEquivalentTo(TenFaults.Validate(), options => options.WithStrictOrdering());
        exception.Path.Should().BeNull();
        exception.Message.Should().Be($"The config breaks 10 rules: {string.Join(" ", TenFaults.Validate())}");
        exception.Should().BeAssignableTo<PretrainedConfigException>();
    }

    [Fact]
    public void The_exception_names_the_file_and_counts_in_proper_English()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("config.json", TinyConfig.Json);
        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path) with
        {
            MaxPinged = -1,
        };

        ConfigValidationException exception = config
            .Invoking(it => it.EnsureValid())
            .Should()
            .Throw<ConfigValidationException>()
            .Which;

        exception.Path.Should().Be(file);
        exception
            .Message.Should()
            .StartWith($"The config of '{file}' breaks 1 rule: max_pinged is -1: it must not be negative.");
    }

    [Fact]
    public void An_exception_that_others_make_has_no_failures() =>
        new ConfigValidationException("why").Failures.Should().BeEmpty();

    [Fact]
    public void Loading_refuses_none_of_it()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", TenFaults.ToJsonString());

        DistributedMixtralConfig.FromJson(TenFaults.ToJsonString()).FailingKeys().Should().Equal(TenKeys);
        DistributedMixtralConfig.FromPretrained(directory.Path).FailingKeys().Should().Equal(TenKeys);
    }

    [Fact]
    public void A_failure_is_one_line_that_a_terminal_can_show()
    {
        const string hostile = "a\r\nb\u001b[31m\u202e\u2028\uD800";
        var config = new DistributedMixtralConfig
        {
            InitialPeers =
            [
                hostile,
                $"/{hostile}",
                $"/ip4/{hostile}",
                $"/ip6/{hostile}",
                $"/tcp/{hostile}",
                $"/dns/{hostile}",
                $"/ip4/1.2.3.4/tcp/1/p2p/{hostile}",
            ],
            AllowedServers = [hostile],
            BlockedServers = [hostile],
            DhtPrefix = $"{hostile} ",
        };

        config.Validate().Should().HaveCount(11);
        config
            .Validate()
            .Select(failure => failure.ToString())
            .Append(config.Invoking(it => it.EnsureValid()).Should().Throw<ConfigValidationException>().Which.Message)
            .Should()
            .AllSatisfy(text =>
                text.Any(character => char.IsControl(character) || character is '\u202e' or '\u2028' or '\uD800')
                    .Should()
                    .BeFalse()
            );
    }

    [Fact]
    public void A_text_that_is_too_long_to_be_written_is_validated_all_the_same()
    {
        string huge = $"{new string('\u20AC', 25_000_000)}.";
        var config = new DistributedMixtralConfig
        {
            DhtPrefix = huge,
            AllowedServers = [huge],
            BlockedServers = [huge],
        };

        config
            .FailingKeys()
            .Should()
            .Equal("dht_prefix", "allowed_servers[0]", "blocked_servers[0]", "blocked_servers");
        config.Validate().Should().AllSatisfy(failure => failure.Value.Length.Should().Be(201));
    }

    [Fact]
    public void Whatever_the_values_are_validating_gives_failures_and_throws_nothing()
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
