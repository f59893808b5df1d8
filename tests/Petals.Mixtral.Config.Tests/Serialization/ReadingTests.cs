using System.Text.Json;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("4096")]
    [InlineData("4096.0")]
    [InlineData("4.096e3")]
    public void An_integer_may_be_written_in_any_form_that_is_equal_to_it(string text) =>
        TinyConfig.Read("hidden_size", text).HiddenSize.Should().Be(4096);

    [Theory]
    [InlineData("1000000", 1000000)]
    [InlineData("1E6", 1000000)]
    [InlineData("1e-05", 1e-05)]
    [InlineData("-0.0", -0.0)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("{\"__float__\": \"NaN\"}", double.NaN)]
    [InlineData("{\"__float__\": \"-Infinity\"}", double.NegativeInfinity)]
    public void A_number_may_be_any_that_Python_reads(string text, double expected) =>
        TinyConfig.Read("rope_theta", text).RopeTheta.Should().Be(expected);

    [Theory]
    [InlineData("60", 60)]
    [InlineData("2.5", 2.5)]
    [InlineData("1e1", 10)]
    public void A_time_is_a_number_of_seconds(string text, double seconds) =>
        TinyConfig.Read("request_timeout", text).RequestTimeout.Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void An_endless_time_is_NETs_infinite_one()
    {
        DistributedMixtralConfig config = TinyConfig.Read("request_timeout", "Infinity");

        config.RequestTimeout.Should().Be(Timeout.InfiniteTimeSpan);
        config.ToJsonString().Should().Contain("\"request_timeout\": Infinity");
        (config with { ConnectTimeout = Timeout.InfiniteTimeSpan })
            .ToJsonString()
            .Should()
            .Contain("\"connect_timeout\": Infinity");
    }

    [Theory]
    [InlineData("false", ShowRoute.Never)]
    [InlineData("\"inference\"", ShowRoute.Inference)]
    [InlineData("true", ShowRoute.Always)]
    public void The_route_is_shown_never_for_inference_or_always(string text, ShowRoute expected)
    {
        TinyConfig.Read("show_route", text).ShowRoute.Should().Be(expected);
        (new DistributedMixtralConfig() with { ShowRoute = expected })
            .DescribeSettings()
            .Single(setting => setting.Key == "show_route")
            .Value.Should()
            .Be(text);
    }

    [Theory]
    [InlineData("\"auto\"", ChunkedForward.Auto)]
    [InlineData("true", ChunkedForward.Always)]
    [InlineData("false", ChunkedForward.Never)]
    public void The_head_is_chunked_automatically_always_or_never(string text, ChunkedForward expected)
    {
        TinyConfig.Read("use_chunked_forward", text).UseChunkedForward.Should().Be(expected);
        (new DistributedMixtralConfig() with { UseChunkedForward = expected })
            .DescribeSettings()
            .Single(setting => setting.Key == "use_chunked_forward")
            .Value.Should()
            .Be(text);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"ptune\"", TuningMode.PTune)]
    [InlineData("\"deep_ptune\"", TuningMode.DeepPTune)]
    public void Prompts_are_tuned_not_at_all_at_the_input_or_deep(string text, TuningMode? expected)
    {
        TinyConfig.Read("tuning_mode", text).TuningMode.Should().Be(expected);
        (new DistributedMixtralConfig() with { TuningMode = expected })
            .DescribeSettings()
            .Single(setting => setting.Key == "tuning_mode")
            .Value.Should()
            .Be(text);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"regression\"", ProblemType.Regression)]
    [InlineData("\"single_label_classification\"", ProblemType.SingleLabelClassification)]
    [InlineData("\"multi_label_classification\"", ProblemType.MultiLabelClassification)]
    public void The_problem_type_is_one_of_three(string text, ProblemType? expected)
    {
        TinyConfig.Read("problem_type", text).ProblemType.Should().Be(expected);
        (new DistributedMixtralConfig() with { ProblemType = expected })
            .DescribeSettings()
            .Single(setting => setting.Key == "problem_type")
            .Value.Should()
            .Be(text);
    }

    [Fact]
    public void The_end_of_a_sequence_is_one_id_a_list_or_nothing()
    {
        (TinyConfig.Read("eos_token_id", "7").EosTokenId == new TokenIds(7)).Should().BeTrue();
        (TinyConfig.Read("eos_token_id", "[2, 3.0]").EosTokenId == TokenIds.Create([2, 3])).Should().BeTrue();
        TinyConfig.Read("eos_token_id", "null").EosTokenId.Should().BeNull();
    }

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_counts()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"hidden_size": 1, "x": 1, "hidden_size": 2, "x": {"a": 1, "a": 2}}"""
        );

        config.HiddenSize.Should().Be(2);
        config.ExtraAttributes["x"].GetRawText().Should().Be("""{"a": 1, "a": 2}""");
        config.ToJsonString().Should().Contain("\"x\": {\n    \"a\": 2\n  }");
    }

    [Fact]
    public void A_key_may_be_written_with_escapes() =>
        DistributedMixtralConfig
            .FromJson("""{"hidden\u005fsize": 64, "\u006eote": 1}""")
            .Should()
            .BeEquivalentTo(
                new
                {
                    HiddenSize = 64,
                    ExtraAttributes = new Dictionary<string, JsonElement> { ["note"] = JsonElement.Parse("1") },
                },
                options =>
                    options
                        .ComparingByMembers<DistributedMixtralConfig>()
                        .Using<JsonElement>(pair =>
                            pair.Subject.GetRawText().Should().Be(pair.Expectation.GetRawText())
                        )
                        .WhenTypeIs<JsonElement>()
            );

    [Fact]
    public void A_string_may_have_every_escape_that_JSON_knows() =>
        DistributedMixtralConfig
            .FromJson("""{"hidden_act": "\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00é"}""")
            .HiddenAct.Should()
            .Be("\"\\/\b\f\n\r\tAé\U0001F600é");

    [Fact]
    public void A_byte_order_mark_is_accepted() =>
        DistributedMixtralConfig.FromJson([0xEF, 0xBB, 0xBF, .. "{\"hidden_size\": 64}"u8]).HiddenSize.Should().Be(64);

    [Fact]
    public void Key_value_heads_that_are_null_are_as_many_as_the_attention_heads()
    {
        DistributedMixtralConfig
            .FromJson("""{"num_key_value_heads": null, "num_attention_heads": 16}""")
            .NumKeyValueHeads.Should()
            .Be(16);
        DistributedMixtralConfig.FromJson("""{"num_key_value_heads": null}""").NumKeyValueHeads.Should().Be(32);
    }

    [Fact]
    public void The_older_name_of_the_path_is_read_and_never_written()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"name_or_path": "/data"}""");

        config.NameOrPath.Should().Be("/data");
        config.ToJsonString().Should().Contain("\"_name_or_path\": \"/data\"").And.NotContain("\"name_or_path\"");
        DistributedMixtralConfig
            .FromJson("""{"name_or_path": "/a", "_name_or_path": "/b"}""")
            .NameOrPath.Should()
            .Be("/b");
    }

    [Fact]
    public void Keys_that_Python_drops_reach_nothing()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"_commit_hash": "0123", "attn_implementation": "org/repo", "_attn_implementation_internal": "org/repo", "xla_device": true, "_auto_class": 1}"""
        );

        config.Should().Be(new DistributedMixtralConfig());
        config.CommitHash.Should().BeNull();
    }

    [Fact]
    public void Unknown_keys_are_kept_as_they_were_read()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"b": [1, 2.50], "a": null, "__proto__": {}, "token": "x", "cache_dir": "/x"}"""
        );

        config.ExtraAttributes.Keys.Should().Equal("__proto__", "a", "b", "cache_dir", "token");
        config.ExtraAttributes["b"].GetRawText().Should().Be("[1, 2.50]");
        config.ExtraAttributes.ContainsKey("c").Should().BeFalse();
        config.ExtraAttributes.TryGetValue("c", out _).Should().BeFalse();
        config.ExtraAttributes.TryGetValue("a", out JsonElement a).Should().BeTrue();
        a.ValueKind.Should().Be(JsonValueKind.Null);
        config.ExtraAttributes.Values.Should().HaveCount(5);
        config.Invoking(it => it.ExtraAttributes["c"]).Should().Throw<KeyNotFoundException>().WithMessage("*'c'*");
    }

    [Fact]
    public void A_file_cannot_send_the_loader_to_another_file()
    {
        using var directory = new TempDirectory();
        directory.Write("config.4.0.0.json", """{"hidden_size": 1}""");
        directory.Write("config.json", """{"hidden_size": 2, "configuration_files": ["config.4.0.0.json"]}""");

        DistributedMixtralConfig config = DistributedMixtralConfig.FromPretrained(directory.Path);

        config.HiddenSize.Should().Be(2);
        config.ExtraAttributes.Should().ContainKey("configuration_files");
    }

    [Fact]
    public void A_bare_constant_among_unknown_keys_shows_as_transformers_5_writes_it()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson("""{"x": [NaN, "NaN", -Infinity]}""");

        config.ExtraAttributes["x"][0].GetProperty("__float__").GetString().Should().Be("NaN");
        config.ExtraAttributes["x"][1].GetString().Should().Be("NaN");
        config.ToJsonString().Should().Contain("\"x\": [\n    NaN,\n    \"NaN\",\n    -Infinity\n  ]");
    }

    [Fact]
    public void MixtralConfig_by_itself_takes_the_keys_of_Petals_for_unknown_ones()
    {
        MixtralConfig config = MixtralConfig.FromJson(
            """{"max_retries": 5, "num_key_value_groups": 4, "hidden_size": 64}"""
        );

        config.HiddenSize.Should().Be(64);
        config.ExtraAttributes.Keys.Should().Equal("max_retries", "num_key_value_groups");
        config.ToJsonString().Should().Contain("\"max_retries\": 5").And.NotContain("dht_prefix");
        MixtralConfig.FromJson(Encoding.UTF8.GetBytes(config.ToJsonString())).HiddenSize.Should().Be(64);
    }

    [Fact]
    public void A_number_of_labels_makes_labels_where_the_file_has_none()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"num_labels": 3, "label2id": {"lost": 0}}"""
        );

        config.NumLabels.Should().Be(3);
        config
            .Id2Label.Should()
            .Equal(
                new Dictionary<int, string>
                {
                    [0] = "LABEL_0",
                    [1] = "LABEL_1",
                    [2] = "LABEL_2",
                }
            );
        config
            .Label2Id.Should()
            .Equal(
                new Dictionary<string, int>
                {
                    ["LABEL_0"] = 0,
                    ["LABEL_1"] = 1,
                    ["LABEL_2"] = 2,
                }
            );
        DistributedMixtralConfig.FromJson("""{"num_labels": -1}""").NumLabels.Should().Be(0);
        DistributedMixtralConfig.FromJson("""{"num_labels": 2}""").Should().Be(new DistributedMixtralConfig());
    }

    [Fact]
    public void Labels_of_the_file_win_over_their_number_and_have_no_inverse_unless_it_is_given()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"num_labels": 3, "id2label": {"10": "b", "2": "a"}}"""
        );

        config.NumLabels.Should().Be(2);
        config.Label2Id.Should().BeNull();
        config
            .ToJsonString()
            .Should()
            .Contain("\"id2label\": {\n    \"2\": \"a\",\n    \"10\": \"b\"\n  }")
            .And.Contain("\"label2id\": null");
    }

    [Fact]
    public void Labels_that_are_no_strings_and_ids_that_are_strings_are_understood()
    {
        DistributedMixtralConfig config = DistributedMixtralConfig.FromJson(
            """{"id2label": {"0": 5, " 1_0 ": true}, "label2id": {"a": "1"}}"""
        );

        config.Id2Label.Should().Equal(new Dictionary<int, string> { [0] = "5", [10] = "true" });
        config.Label2Id.Should().Equal(new Dictionary<string, int> { ["a"] = 1 });
        config
            .ToJsonString()
            .Should()
            .Contain("\"id2label\": {\n    \"0\": 5,\n    \"10\": true\n  }")
            .And.Contain("\"a\": \"1\"");
    }
}
