using System.Text.Json;
using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>The JSON of the records and interfaces in System.Text.Json: Python's keys, whatever the type.</summary>
public sealed class JsonShapeTests
{
    private static readonly DistributedMixtralConfig Config = new()
    {
        TransformersVersion = "4.43.1", // What is written, whatever version wrote the file that was read.
        MaxRetries = 3,
        NumLocalExperts = 4,
        PreSeqLen = 2,
        TuningMode = TuningMode.PTune,
        ChunkedForwardStep = 7,
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly JsonSerializerOptions Lenient = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    [Fact]
    public void A_part_is_read_and_written_with_the_keys_of_Python()
    {
        JsonSerializer.Deserialize<ClientConfig>("""{"max_retries": 3}""")!.MaxRetries.Should().Be(3);
        JsonSerializer.Deserialize<PTuneConfig>("""{"pre_seq_len": 2}""")!.PreSeqLen.Should().Be(2);
        JsonSerializer.Deserialize<LMHeadConfig>("""{"chunked_forward_step": 7}""")!.ChunkedForwardStep.Should().Be(7);
        JsonSerializer.Deserialize<PretrainedConfig>("""{"pad_token_id": 5, "x": 1}""")!.PadTokenId.Should().Be(5);
        Keys(Config.Client).Should().HaveCount(17).And.Contain(["initial_peers", "max_retries", "ping_timeout"]);
        Keys(Config.PTune).Should().Equal("pre_seq_len", "tuning_mode");
        Keys(Config.LMHead).Should().Equal("chunked_forward_step", "use_chunked_forward");
    }

    [Fact]
    public void A_part_is_equal_to_the_one_that_is_read_back()
    {
        Back(Config.Client).Should().Be(Config.Client);
        Back(Config.PTune).Should().Be(Config.PTune);
        Back(Config.LMHead).Should().Be(Config.LMHead);
        Back(Config.Model).Should().Be(Config.Model);
        Back(Config).Should().Be(Config);
        Back(new PretrainedConfig { PadTokenId = 3 }).Should().Be(new PretrainedConfig { PadTokenId = 3 });
    }

    [Fact]
    public void An_interface_has_the_keys_of_its_own_and_is_read_as_the_record_of_its_name()
    {
        Text<IClientConfig>(Config).Should().Be(JsonSerializer.Serialize(Config.Client));
        Text<IPTuneConfig>(Config).Should().Be(JsonSerializer.Serialize(Config.PTune));
        Text<ILMHeadConfig>(Config).Should().Be(JsonSerializer.Serialize(Config.LMHead));
        Text<IMixtralConfig>(Config).Should().Be(JsonSerializer.Serialize(Config.Model));
        Text<IMixtralConfig>(Config.Model).Should().Be(JsonSerializer.Serialize(Config.Model));
        Text<IPretrainedConfig>(Config).Should().NotContain("num_local_experts").And.Contain("pad_token_id");
        Text<IDistributedConfig>(Config).Should().NotContain("vocab_size").And.Contain("pre_seq_len");
        JsonSerializer.Deserialize<IClientConfig>(Text<IClientConfig>(Config)).Should().Be(Config.Client);
        JsonSerializer.Deserialize<IMixtralConfig>(Text<IMixtralConfig>(Config)).Should().Be(Config.Model);
        JsonSerializer
            .Deserialize<IDistributedConfig>(JsonSerializer.Serialize(Config))
            .Should()
            .BeOfType<DistributedMixtralConfig>()
            .Which.MaxRetries.Should()
            .Be(3);
    }

    [Fact]
    public void A_bad_config_in_a_larger_body_is_a_JsonException_with_its_path_and_the_reason_inside()
    {
        JsonException exception = FluentActions
            .Invoking(() => JsonSerializer.Deserialize<Body>("""{"A": 1, "B": {"vocab_size": "x"}}"""))
            .Should()
            .Throw<JsonException>()
            .Which;

        exception.Path.Should().Be("$.B");
        exception.InnerException.Should().BeOfType<ConfigFormatException>().Which.JsonPath.Should().Be("$.vocab_size");
    }

    [Fact]
    public void Comments_and_trailing_commas_are_taken_if_the_options_allow_them()
    {
        const string Text = """
            {"A": 1, /* one */ "B": { // two
              "vocab_size": 5, "x": [1, {"y": "\u00e9\n"},],
            }}
            """;

        DistributedMixtralConfig config = JsonSerializer.Deserialize<Body>(Text, Lenient)!.B!;

        config.VocabSize.Should().Be(5);
        config.ExtraAttributes["x"].GetRawText().Should().Be("""[1, {"y": "\u00e9\n"} ]""");
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Body>(Text)).Should().Throw<JsonException>();
    }

    [Fact]
    public void WriteIndented_is_honoured_and_numbers_keep_their_spelling()
    {
        var body = new Body(1, DistributedMixtralConfig.FromJson("""{"rope_theta": 1e6, "x": [1.50, 2]}"""));

        string text = JsonSerializer.Serialize(body, Indented);

        text.ReplaceLineEndings("\n").Should().Contain("  \"B\": {\n    \"attention_dropout\": 0.0,\n");
        JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(JsonSerializer.Serialize(body))).Should().BeTrue();
        text.Should().Contain("1.5").And.Contain("1000000.0");
    }

    [Fact]
    public void What_nests_too_deep_to_be_indented_is_one_clear_error()
    {
        string deep = $$"""{"x": {{new string('[', 100)}}{{new string(']', 100)}}}""";
        var config = DistributedMixtralConfig.FromJson(deep);

        FluentActions
            .Invoking(() => JsonSerializer.Serialize(config, Indented))
            .Should()
            .Throw<JsonException>()
            .WithMessage("The config cannot be written indented: *");
        JsonSerializer.Serialize(config).Should().Contain("[[[[");
    }

    [Fact]
    public void Another_implementation_of_an_interface_cannot_be_written() =>
        FluentActions
            .Invoking(() => JsonSerializer.Serialize<IPTuneConfig>(new Foreign()))
            .Should()
            .Throw<JsonException>()
            .WithMessage("A Foreign cannot be written as IPTuneConfig*");

    private static T Back<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value))!;

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    private static IEnumerable<string> Keys<T>(T value) =>
        JsonSerializer.SerializeToNode(value)!.AsObject().Select(member => member.Key);

    private sealed record Body(int A, DistributedMixtralConfig? B);

    private sealed class Foreign : IPTuneConfig
    {
        public int PreSeqLen => 0;

        public TuningMode? TuningMode => null;
    }
}
