using System.Text.Json.Serialization;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed partial class WritingTests
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 300 };

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
        // Most numbers have a form that Python does not write, and the keys are not sorted.
        const string Json = """
            {"zzz": 1E2, "num_hidden_layers": 2.0, "rope_theta": 1000000, "rms_norm_eps": 0.00001, "hidden_size": 64.0, "request_timeout": 60.0,
             "initial_peers": ["/a"], "temperature": 0.70, "eos_token_id": [2, 3.0], "aaa": {"b": 1e1, "a": 2}, "attention_dropout": 0, "vocab_size": 1e3}
            """;
        ExpectedSetting setting = ExpectedSettings.All.Single(setting => setting.Key == key);
        object value = SampleValues
            .For(setting, typeof(DistributedMixtralConfig).GetProperty(setting.Property)!.PropertyType)
            .Value;
        DistributedMixtralConfig loaded = Read(Json);

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
    public void The_full_text_has_the_generation_settings_with_their_form_or_default()
    {
        DistributedMixtralConfig config = Read("""{"temperature": 1, "top_k": 50.0}""");

        config
            .ToJsonString(useDiff: false)
            .Should()
            .Contain("\"temperature\": 1,")
            .And.Contain("\"top_k\": 50.0")
            .And.Contain("\"length_penalty\": 1.0")
            .And.Contain("\"model_type\": \"mixtral\",");
        config.ExtraAttributes.Keys.Should().Equal("temperature", "top_k");
        (config with { BanTimeout = TimeSpan.FromSeconds(0.5) })
            .ToJsonString()
            .Should()
            .Contain("\"ban_timeout\": 0.5");
    }

    [Fact]
    public void Settings_of_Petals_replace_the_extra_attributes_of_a_model_with_their_keys()
    {
        var config = new DistributedMixtralConfig
        {
            Model = MixtralConfig.FromJson("""{"dht_prefix": "p", "max_retries": 5, "block_class": 1, "note": 2}"""),
        };

        config.ExtraAttributes.Keys.Should().Equal("note");
        config
            .ToJsonString()
            .Should()
            .NotContainAny("dht_prefix", "max_retries", "block_class")
            .And.Contain("\"note\": 2");
        Read(config.ToJsonString()).Should().Be(config with { TransformersVersion = "4.43.1" });
        Throws<ArgumentException>(
            () => config with { ExtraAttributes = Extra("max_pinged", "7") },
            "'max_pinged' is not an extra attribute: set the property MaxPinged*"
        );
    }

    [Fact]
    public void A_value_that_is_not_a_member_of_its_enum_is_refused()
    {
        Throws<ArgumentOutOfRangeException>(() => new DistributedMixtralConfig { ShowRoute = (ShowRoute)7 });
        Throws<ArgumentOutOfRangeException>(() =>
            new DistributedMixtralConfig { UseChunkedForward = (ChunkedForward)7 }
        );
        Throws<ArgumentOutOfRangeException>(() => new DistributedMixtralConfig { TuningMode = (TuningMode)7 });
        Throws<ArgumentOutOfRangeException>(() => new DistributedMixtralConfig { ProblemType = (ProblemType)7 });
    }

    [Fact]
    public void An_added_extra_attribute_leaves_the_others_as_they_were()
    {
        DistributedMixtralConfig config = Read("""{"x": Infinity, "y": {"__float__": "NaN"}, "v": 1E2}""");

        (
            config with
            {
                ExtraAttributes = new Dictionary<string, JsonElement>(config.ExtraAttributes)
                {
                    ["z"] = Element("null"),
                },
            }
        )
            .ToJsonString()
            .Should()
            .Contain("\"v\": 100.0,")
            .And.Contain("\"x\": Infinity,")
            .And.Contain("\"y\": {\n    \"__float__\": \"NaN\"\n  }")
            .And.Contain("\"z\": null\n");
    }

    [Fact]
    public void The_origin_of_an_extra_attribute_is_the_file_or_an_option() =>
        Read("""{"x": 1, "temperature": 1.0}""")
            .Update("x", Element("2"))
            .Update("top_k", Element("3"))
            .DescribeSettings()
            .Where(setting => setting.Part == ConfigPart.Extra)
            .Select(setting => (setting.Key, setting.Value, setting.Origin))
            .Should()
            .Equal(
                ("temperature", "1.0", SettingOrigin.File),
                ("top_k", "3", SettingOrigin.Option),
                ("x", "2", SettingOrigin.Option)
            );

    [Fact]
    public void The_longest_times_are_read_back()
    {
        var config = new DistributedMixtralConfig
        {
            RequestTimeout = TimeSpan.MaxValue,
            BanTimeout = TimeSpan.MinValue,
        };

        Read(config.ToJsonString()).Should().Be(config with { TransformersVersion = "4.43.1" });
    }

    [Fact]
    public void A_config_in_a_larger_object_has_the_same_flat_shape()
    {
        var server = new Server(
            "one",
            TinyConfig.Read("note", $"[NaN, 1.0, {new string('[', 200)}{new string(']', 200)}]") with
            {
                MaxRetries = 3,
                RopeTheta = double.PositiveInfinity,
            },
            new MixtralConfig { HiddenSize = 32 }
        );

        string json = JsonSerializer.Serialize(server);
        JsonElement config = JsonElement.Parse(json, new() { MaxDepth = 300 }).GetProperty("Config");
        Server again = JsonSerializer.Deserialize<Server>(json, Deep)!;

        config.GetProperty("hidden_size").GetInt32().Should().Be(64);
        config.GetProperty("max_retries").GetInt32().Should().Be(3);
        config.GetProperty("rope_theta").GetProperty("__float__").GetString().Should().Be("Infinity");
        config.GetProperty("note")[1].GetRawText().Should().Be("1.0");
        again.Config.Should().Be(server.Config with { TransformersVersion = "4.43.1" });
        again.Config.ToJsonString().Should().Contain("\"rope_theta\": Infinity");
        again.Other!.HiddenSize.Should().Be(32);
        JsonSerializer.Deserialize<Server>("""{"Config": null, "Other": null}""")!.Other.Should().BeNull();
    }

    [Fact]
    public void A_source_generated_context_reads_and_writes_configs()
    {
        var server = new Server("two", new() { HiddenSize = 64 }, new() { HiddenSize = 32 });

        string json = JsonSerializer.Serialize(server, ServerContext.Default.Server);
        Server again = JsonSerializer.Deserialize(json, ServerContext.Default.Server)!;

        json.Should().Be(JsonSerializer.Serialize(server));
        again.Config.HiddenSize.Should().Be(64);
        again.Other!.HiddenSize.Should().Be(32);
    }

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
