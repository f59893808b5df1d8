using System.Text.Json;
using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed partial class WritingTests
{
    public static TheoryData<string> Keys =>
        [
            .. ExpectedSettings
                .All.Select(setting => setting.Key)
                .Except(["id2label", "label2id", "transformers_version"]),
        ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_change_of_one_setting_changes_its_own_line_and_no_other(string key)
    {
        // Every number in a form that is not Python's own, each key in an odd place.
        const string Json = """
            {"zzz": 1E2, "num_hidden_layers": 2.0, "rope_theta": 1000000, "rms_norm_eps": 0.00001, "hidden_size": 64.0, "request_timeout": 60.0,
             "initial_peers": ["/a"], "temperature": 0.70, "eos_token_id": [2, 3.0], "aaa": {"b": 1e1, "a": 2}, "attention_dropout": 0, "vocab_size": 1e3}
            """;
        ExpectedSetting setting = ExpectedSettings.All.Single(setting => setting.Key == key);
        object value = SampleValues
            .For(setting, typeof(DistributedMixtralConfig).GetProperty(setting.Property)!.PropertyType)
            .Value;
        DistributedMixtralConfig loaded = DistributedMixtralConfig.FromJson(Json);

        DistributedMixtralConfig changed = Records.With(loaded, setting.Property, value);

        WithoutKey(changed.ToJsonString(useDiff: false), key)
            .Should()
            .Equal(WithoutKey(loaded.ToJsonString(useDiff: false), key));
        Records
            .With(changed, setting.Property, Records.Get(loaded, setting.Property))
            .ToJsonString()
            .Should()
            .Be(loaded.ToJsonString());
    }

    [Fact]
    public void A_key_of_Petals_is_written_when_it_stood_in_the_file_or_differs_from_its_default()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"max_retries": null, "request_timeout": 180.0, "show_route": "inference"}"""
        );

        config
            .ToJsonString()
            .Should()
            .Contain("\"max_retries\": null")
            .And.Contain("\"request_timeout\": 180.0")
            .And.Contain("\"show_route\": \"inference\"")
            .And.NotContain("ban_timeout");
        (config with { BanTimeout = TimeSpan.FromSeconds(0.5) })
            .ToJsonString()
            .Should()
            .Contain("\"ban_timeout\": 0.5");
    }

    [Fact]
    public void A_generation_setting_is_written_unless_it_equals_its_default()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"temperature": 1, "top_k": 50.0, "do_sample": 0, "num_beams": true, "top_p": 0.9}"""
        );

        config
            .ToJsonString()
            .Should()
            .NotContain("temperature")
            .And.NotContain("top_k")
            .And.NotContain("do_sample")
            .And.NotContain("num_beams")
            .And.Contain("\"top_p\": 0.9");
        config
            .ToJsonString(useDiff: false)
            .Should()
            .Contain("\"temperature\": 1,")
            .And.Contain("\"top_k\": 50.0")
            .And.Contain("\"length_penalty\": 1.0");
        config.ExtraAttributes.Keys.Should().Equal("do_sample", "num_beams", "temperature", "top_k", "top_p");
    }

    [Fact]
    public void An_extra_attribute_cannot_pose_as_a_setting()
    {
        FluentActions
            .Invoking(() =>
                new DistributedMixtralConfig
                {
                    ExtraAttributes = new Dictionary<string, JsonElement> { ["hidden_size"] = JsonElement.Parse("1") },
                }
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("'hidden_size' is not an extra attribute: set the property HiddenSize*");
        FluentActions
            .Invoking(() =>
                new MixtralConfig
                {
                    ExtraAttributes = new Dictionary<string, JsonElement>
                    {
                        ["xla_device"] = JsonElement.Parse("null"),
                    },
                }
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("'xla_device' is not an extra attribute: it cannot be set.*");
        new DistributedMixtralConfig
        {
            ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = JsonElement.Parse("null") },
        }
            .ToJsonString()
            .Should()
            .Contain("\"note\": null");
    }

    [Fact]
    public void The_keys_of_Petals_that_a_model_took_for_unknown_ones_give_way_to_the_settings()
    {
        var config = new DistributedMixtralConfig
        {
            Model = MixtralConfig.FromJson("""{"dht_prefix": "p", "max_retries": 5, "block_class": 1, "note": 2}"""),
        };

        config.ExtraAttributes.Keys.Should().Equal("note");
        config
            .ToJsonString()
            .Should()
            .NotContain("dht_prefix")
            .And.NotContain("max_retries")
            .And.NotContain("block_class")
            .And.Contain("\"note\": 2");
        DistributedMixtralConfig
            .FromJson(config.ToJsonString())
            .Should()
            .Be(config with { TransformersVersion = "4.43.1" });
        FluentActions
            .Invoking(() =>
                config with
                {
                    ExtraAttributes = new Dictionary<string, JsonElement> { ["max_pinged"] = JsonElement.Parse("7") },
                }
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("'max_pinged' is not an extra attribute: set the property MaxPinged*");
    }

    [Fact]
    public void A_value_that_is_no_member_of_its_type_is_refused()
    {
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { ShowRoute = (ShowRoute)7 })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { UseChunkedForward = (ChunkedForward)7 })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { TuningMode = (TuningMode)7 })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => new DistributedMixtralConfig { ProblemType = (ProblemType)7 })
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Adding_an_extra_attribute_leaves_the_others_as_they_were()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"x": Infinity, "y": {"__float__": "NaN"}, "v": 1E2}"""
        );

        string text = (
            config with
            {
                ExtraAttributes = new Dictionary<string, JsonElement>(config.ExtraAttributes)
                {
                    ["z"] = JsonElement.Parse("1"),
                },
            }
        ).ToJsonString();

        text.Should()
            .Contain("\"v\": 100.0,")
            .And.Contain("\"x\": Infinity,")
            .And.Contain("\"y\": {\n    \"__float__\": \"NaN\"\n  }")
            .And.Contain("\"z\": 1\n");
    }

    [Fact]
    public void Extra_attributes_are_said_to_be_as_read_or_given()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig
            .FromJson("""{"x": 1, "temperature": 1.0}""")
            .Update("x", JsonElement.Parse("2"))
            .Update("top_k", JsonElement.Parse("3"));

        config
            .DescribeSettings()
            .Where(setting => setting.Part == ConfigPart.Extra)
            .Select(setting => (setting.Key, setting.Value, setting.Origin))
            .Should()
            .Equal(
                ("temperature", "1.0", SettingOrigin.File),
                ("top_k", "3", SettingOrigin.Option),
                ("x", "2", SettingOrigin.Option)
            );
    }

    [Fact]
    public void Ids_that_are_strings_differ_from_the_default_ids() =>
        DistributedMixtralConfig
            .FromJson(
                """{"id2label": {"0": "LABEL_0", "1": "LABEL_1"}, "label2id": {"LABEL_0": "0", "LABEL_1": "1"}}"""
            )
            .ToJsonString()
            .Should()
            .Contain("\"label2id\"")
            .And.NotContain("\"id2label\"");

    [Fact]
    public void Of_integer_names_that_are_equal_the_one_in_the_last_place_counts() =>
        DistributedMixtralConfig
            .FromJson("""{"id2label": {"1": "a", "01": "b", "1": "c"}}""")
            .ToJsonString()
            .Should()
            .Contain("\"id2label\": {\n    \"1\": \"b\"\n  }");

    [Fact]
    public void The_longest_times_are_read_back()
    {
        DistributedMixtralConfig config = new() { RequestTimeout = TimeSpan.MaxValue, BanTimeout = TimeSpan.MinValue };

        DistributedMixtralConfig
            .FromJson(config.ToJsonString())
            .Should()
            .Be(config with { TransformersVersion = "4.43.1" });
    }

    [Fact]
    public void Deep_values_stand_in_a_larger_object_too()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            $"{{\"x\": {new string('[', 200)}{new string(']', 200)}}}"
        );

        JsonSerializer.Serialize(config).Should().Contain(new string('[', 200));
    }

    [Fact]
    public void A_text_that_its_indentation_would_make_huge_is_not_written()
    {
        string deep =
            $"{{\"x\": "
            + $"{new string('[', 250)}{string.Join(',', Enumerable.Repeat('1', 300_000))}{new string(']', 250)}}}";

        DistributedMixtralConfig
            .FromJson(deep)
            .Invoking(it => it.ToJsonString())
            .Should()
            .Throw<PretrainedConfigException>()
            .WithMessage("*longer than 134217728 bytes*");
    }

    [Fact]
    public void An_extra_attribute_may_not_nest_deeper_than_a_file()
    {
        JsonElement deep = JsonElement.Parse(
            new string('[', 300) + new string(']', 300),
            new JsonDocumentOptions { MaxDepth = 400 }
        );

        FluentActions
            .Invoking(() =>
                new DistributedMixtralConfig { ExtraAttributes = new Dictionary<string, JsonElement> { ["x"] = deep } }
            )
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*at most 254 levels deep.");
    }

    [Fact]
    public void A_config_stands_in_a_larger_object_in_the_same_flat_shape()
    {
        var server = new Server(
            "one",
            TinyConfig.Read("note", "[NaN, 1.0]") with
            {
                MaxRetries = 3,
                RopeTheta = double.PositiveInfinity,
            },
            null
        );

        string json = JsonSerializer.Serialize(server);
        Server again = JsonSerializer.Deserialize<Server>(json)!;

        JsonElement config = JsonElement.Parse(json).GetProperty("Config");
        config.GetProperty("hidden_size").GetInt32().Should().Be(64);
        config.GetProperty("max_retries").GetInt32().Should().Be(3);
        config.GetProperty("rope_theta").GetProperty("__float__").GetString().Should().Be("Infinity");
        config.GetProperty("note")[1].GetRawText().Should().Be("1.0");
        again.Config.Should().Be(server.Config with { TransformersVersion = "4.43.1" });
        again.Config.ToJsonString().Should().Contain("\"rope_theta\": Infinity");
        again.Other.Should().BeNull();
    }

    [Fact]
    public void It_does_so_in_a_source_generated_context_too()
    {
        var server = new Server(
            "two",
            new DistributedMixtralConfig { HiddenSize = 64 },
            new MixtralConfig { HiddenSize = 32 }
        );

        string json = JsonSerializer.Serialize(server, ServerContext.Default.Server);
        Server again = JsonSerializer.Deserialize(json, ServerContext.Default.Server)!;

        again.Config.HiddenSize.Should().Be(64);
        again.Other!.HiddenSize.Should().Be(32);
        JsonElement.Parse(json).GetProperty("Other").GetProperty("hidden_size").GetInt32().Should().Be(32);
    }

    [Fact]
    public void JsonSerializer_throws_a_JsonException_with_the_reason_inside_for_what_is_not_a_config() =>
        FluentActions
            .Invoking(() => JsonSerializer.Deserialize<DistributedMixtralConfig>("[1]"))
            .Should()
            .Throw<JsonException>()
            .Which.InnerException.Should()
            .BeOfType<ConfigFormatException>();

    private static IEnumerable<string> WithoutKey(string text, string key)
    {
        using var json = JsonDocument.Parse(text);
        return
        [
            .. json
                .RootElement.EnumerateObject()
                .Where(member => member.Name != key)
                .Select(member => $"{member.Name}: {member.Value.GetRawText()}"),
        ];
    }

    internal sealed record Server(string Name, DistributedMixtralConfig Config, MixtralConfig? Other);

    [JsonSerializable(typeof(Server))]
    internal sealed partial class ServerContext : JsonSerializerContext;
}
