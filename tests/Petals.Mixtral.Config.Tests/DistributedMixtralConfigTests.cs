using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config.Tests;

public sealed class DistributedMixtralConfigTests
{
    private static readonly Type[] Types =
    [
        typeof(PretrainedConfig),
        typeof(MixtralConfig),
        typeof(ClientConfig),
        typeof(PTuneConfig),
        typeof(LMHeadConfig),
        typeof(DistributedMixtralConfig),
    ];

    public static TheoryData<Type> Records => [.. Types];

    [Fact]
    public void DistributedMixtralConfig_implements_the_interfaces_of_its_parts()
    {
        var config = new DistributedMixtralConfig();

        config
            .Should()
            .BeAssignableTo<IPretrainedConfig>()
            .And.BeAssignableTo<IMixtralConfig>()
            .And.BeAssignableTo<IClientConfig>()
            .And.BeAssignableTo<IPTuneConfig>()
            .And.BeAssignableTo<ILMHeadConfig>()
            .And.BeAssignableTo<IDistributedConfig>();
        config.Model.Should().BeAssignableTo<PretrainedConfig>();
    }

    [Fact]
    public void The_class_attributes_of_the_config_are_those_of_Petals()
    {
        var config = new DistributedMixtralConfig();

        config.BlockClass.Should().Be<WrappedMixtralBlock>();
        config.AttnClass.Should().Be<MixtralAttention>();
        config.BlockPrefix.Should().Be("model.layers");
        config.NumKeyValueGroups.Should().Be(1);
        config.ModelType.Should().Be("mixtral");
        config.KeysToIgnoreAtInference.Should().Equal("past_key_values");
    }

    [Fact]
    public void Class_attributes_are_neither_read_from_a_file_nor_written()
    {
        DistributedMixtralConfig config = Read(
            """{"block_class": "x", "attn_class": "x", "block_prefix": "x", "num_key_value_groups": 4}"""
        );

        config.Should().Be(new DistributedMixtralConfig());
        config.BlockPrefix.Should().Be("model.layers");
        config.NumKeyValueGroups.Should().Be(1);
        config.ToJsonString(useDiff: false).Should().Be(new DistributedMixtralConfig().ToJsonString(useDiff: false));
    }

    [Fact]
    public void An_environment_does_not_change_with_the_dictionary_that_it_was_made_of()
    {
        var variables = new Dictionary<string, string> { ["A"] = "1" };
        var environment = ConfigEnvironment.Create(variables);
        variables["A"] = "2";

        environment.GetVariable("A").Should().Be("1");
        environment.HomeDirectory.Should().BeNull();
        Throws<ArgumentNullException>(() => environment.GetVariable(null!));
    }

    [Fact]
    public void Several_settings_of_several_parts_change_in_one_copy()
    {
        DistributedMixtralConfig config = new DistributedMixtralConfig() with
        {
            NumLocalExperts = 4,
            MaxRetries = 3,
            PreSeqLen = 16,
            ChunkedForwardStep = 1024,
        };

        config.Model.NumLocalExperts.Should().Be(4);
        config.Client.MaxRetries.Should().Be(3);
        config.PTune.PreSeqLen.Should().Be(16);
        config.LMHead.ChunkedForwardStep.Should().Be(1024);
    }

    [Fact]
    public void A_part_given_before_a_setting_keeps_the_setting()
    {
        var config = new DistributedMixtralConfig
        {
            Model = new MixtralConfig { HiddenSize = 64 },
            NumLocalExperts = 4,
        };

        config.HiddenSize.Should().Be(64);
        config.NumLocalExperts.Should().Be(4);
    }

    [Fact]
    public void Configs_with_equal_values_are_equal_lists_labels_and_extra_attributes_included()
    {
        DistributedMixtralConfig first = Rich();
        DistributedMixtralConfig second = Rich();

        first.Should().Be(second);
        first.GetHashCode().Should().Be(second.GetHashCode());
        (first == second).Should().BeTrue();
    }

    [Fact]
    public void Configs_that_differ_deep_inside_are_not_equal()
    {
        DistributedMixtralConfig config = Rich();

        (
            (DistributedMixtralConfig[])
                [
                    config with
                    {
                        InitialPeers = ["/ip4/127.0.0.1/tcp/1/p2p/Other"],
                    },
                    config with
                    {
                        InitialPeers = [.. config.InitialPeers, "/x"],
                    },
                    config with
                    {
                        AllowedServers = null,
                    },
                    config with
                    {
                        Id2Label = new Dictionary<int, string> { [0] = "no", [1] = "YES" },
                    },
                    config with
                    {
                        Id2Label = new Dictionary<int, string> { [0] = "no", [2] = "yes" },
                    },
                    config with
                    {
                        Label2Id = new Dictionary<string, int> { ["no"] = 0 },
                    },
                    config with
                    {
                        PrunedHeads = new Dictionary<int, IReadOnlyList<int>> { [1] = [0, 3] },
                    },
                    config with
                    {
                        EosTokenId = 2,
                    },
                    config with
                    {
                        EosTokenId = TokenIds.Create([2]),
                    },
                    config with
                    {
                        TaskSpecificParams = null,
                    },
                    config with
                    {
                        ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = Element("[1, 3]") },
                    },
                    config with
                    {
                        ExtraAttributes = new Dictionary<string, JsonElement> { ["Note"] = Element("[1, 2]") },
                    },
                    config with
                    {
                        TorchDtype = TorchDtype.Parse("bfloat17"),
                    },
                ]
        ).Should().OnlyContain(other => !config.Equals(other) && !other.Equals(config));
    }

    [Theory]
    [InlineData("""{"x": 1, "y": "é"}""", """{"y": "\u00e9", "x": 1.0}""")]
    [InlineData("""{"x": 1e2}""", """{"x": 100}""")]
    [InlineData("""{"x": {"a": [1, {}], "b": null}}""", """{"x": {"b": null,"a":[1,{ }]}}""")]
    [InlineData("""{"x": NaN}""", """{"x":  NaN}""")]
    [InlineData("""{"x": 10000000000000000000000}""", """{"x": 1e22}""")]
    [InlineData("""{"x": [1e308]}""", """{"x": [1.0e308]}""")]
    [InlineData("""{"x": [NaN]}""", """{"x": [{"__float__": "NaN"}]}""")]
    [InlineData("""{"x": {"__float__": "NaN"}}""", """{"x": {"\u005f_float__": "\u004eaN"}}""")]
    public void Extra_attributes_are_equal_when_Python_finds_them_equal(string first, string second) =>
        Read(first).Should().Be(Read(second));

    [Fact]
    public void The_text_of_a_config_is_not_part_of_its_value()
    {
        DistributedMixtralConfig read = Read("""{"rope_theta": 1000000, "hidden_size": 4096.0}""");

        read.Should().Be(new DistributedMixtralConfig());
        read.ToJsonString().Should().NotBe(new DistributedMixtralConfig().ToJsonString());
    }

    [Fact]
    public void Printing_shows_each_value_once()
    {
        string text = (
            Rich() with
            {
                HiddenSize = 4242,
                PreSeqLen = 4343,
                MaxPinged = 4444,
                ChunkedForwardStep = 4545,
            }
        ).ToString();

        foreach (ExpectedSetting setting in ExpectedSettings.All)
        {
            text.Split($" {setting.Property} = ").Should().HaveCount(2, "{0} is printed once", setting.Property);
        }

        text.Should()
            .Contain("HiddenSize = 4242")
            .And.Contain("EosTokenId = [2, 32000]")
            .And.Contain("Id2Label = {0: no, 1: yes}")
            .And.Contain("ExtraAttributes = {\"note\": [1, 2]}")
            .And.Contain("BlockClass = WrappedMixtralBlock")
            .And.Contain("NumKeyValueGroups = 1");
    }

    [Fact]
    public void A_later_change_of_a_collection_does_not_change_the_config()
    {
        string[] peers = ["/a"];
        int[] heads = [0];
        var labels = new Dictionary<int, string> { [0] = "a" };
        var pruned = new Dictionary<int, IReadOnlyList<int>> { [0] = heads };
        var config = new DistributedMixtralConfig
        {
            InitialPeers = peers,
            Id2Label = labels,
            PrunedHeads = pruned,
        };

        peers[0] = "/b";
        heads[0] = 9;
        labels[0] = "b";
        pruned.Clear();

        config.InitialPeers.Should().Equal("/a");
        config.Id2Label.Should().Equal(new Dictionary<int, string> { [0] = "a" });
        config.PrunedHeads[0].Should().Equal(0);
        config.Id2Label.Keys.Should().Equal(0);
        config.Id2Label.Values.Should().Equal("a");
        config.Id2Label.TryGetValue(1, out _).Should().BeFalse();
        config.Id2Label.ContainsKey(0).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void No_record_can_be_changed(Type type)
    {
        type.GetProperties()
            .Where(property =>
                property.SetMethod is { } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            )
            .Should()
            .BeEmpty();
        type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Should().BeEmpty();
        type.GetFields(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
            .Should()
            .OnlyContain(field => field.IsInitOnly || field.IsLiteral);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void No_collection_of_a_record_can_be_cast_to_one_that_changes(Type type)
    {
        object record = type == typeof(DistributedMixtralConfig) ? Rich() : Activator.CreateInstance(type)!;

        foreach (object value in type.GetProperties().Select(property => property.GetValue(record)).OfType<object>())
        {
            bool canChange =
                value is System.Collections.IList { IsReadOnly: false }
                || value is System.Collections.IDictionary { IsReadOnly: false };
            canChange.Should().BeFalse("{0} must not change", value);
        }
    }

    [Fact]
    public void Every_derived_value_is_reachable_on_the_concrete_types()
    {
        var config = new DistributedMixtralConfig { DhtPrefix = "swarm", SlidingWindow = 4096 };

        config.NumLabels.Should().Be(((IPretrainedConfig)config).NumLabels).And.Be(config.Model.NumLabels).And.Be(2);
        config.UseReturnDict.Should().Be(((IPretrainedConfig)config).UseReturnDict).And.BeTrue();
        config
            .EffectiveHeadDim.Should()
            .Be(((IMixtralConfig)config).EffectiveHeadDim)
            .And.Be(config.Model.EffectiveHeadDim)
            .And.Be(128);
        config.AttentionGroups.Should().Be(((IMixtralConfig)config).AttentionGroups).And.Be(4);
        config.HasSlidingWindow.Should().Be(((IMixtralConfig)config).HasSlidingWindow).And.BeTrue();
        config.RequireDhtPrefix().Should().Be(config.Client.RequireDhtPrefix()).And.Be("swarm");
    }

    [Fact]
    public void No_derived_value_is_missing_on_the_concrete_types()
    {
        IEnumerable<string> derived = typeof(DistributedMixtralConfig)
            .GetInterfaces()
            .Where(type => type.Assembly == typeof(DistributedMixtralConfig).Assembly)
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            )
            .Where(method => !method.IsAbstract)
            .Select(method => method.Name);

        typeof(ConfigExtensions)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.Name)
            .Should()
            .BeEquivalentTo(derived);
    }

    private static DistributedMixtralConfig Rich() =>
        new()
        {
            InitialPeers = ["/ip4/127.0.0.1/tcp/1/p2p/Peer"],
            AllowedServers = ["a", "b"],
            Id2Label = new Dictionary<int, string> { [0] = "no", [1] = "yes" },
            Label2Id = new Dictionary<string, int> { ["no"] = 0, ["yes"] = 1 },
            PrunedHeads = new Dictionary<int, IReadOnlyList<int>> { [1] = [0, 2] },
            EosTokenId = TokenIds.Create([2, 32000]),
            TaskSpecificParams = new Dictionary<string, JsonElement> { ["t"] = Element("{}") },
            ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = Element("[1, 2]") },
            TorchDtype = TorchDtype.BFloat16,
        };
}
