namespace Petals.Mixtral.Config.Tests.Serialization;

/// <summary>The JSON of the records and interfaces in System.Text.Json: Python's keys, whatever the type.</summary>
public sealed class JsonShapeTests
{
    private static readonly DistributedMixtralConfig Config = new()
    {
        TransformersVersion = "4.43.1", // It is written whatever version wrote the file that was read.
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
        Parse<ClientConfig>("""{"max_retries": 3}""").MaxRetries.Should().Be(3);
        Parse<PTuneConfig>("""{"pre_seq_len": 2}""").PreSeqLen.Should().Be(2);
        Parse<LMHeadConfig>("""{"chunked_forward_step": 7}""").ChunkedForwardStep.Should().Be(7);
        Parse<PretrainedConfig>("""{"pad_token_id": 5, "x": 1}""").PadTokenId.Should().Be(5);
        Keys(Config.Client).Should().HaveCount(17).And.Contain(["initial_peers", "max_retries", "ping_timeout"]);
        Keys(Config.PTune).Should().Equal("pre_seq_len", "tuning_mode");
        Keys(Config.LMHead).Should().Equal("chunked_forward_step", "use_chunked_forward");
    }

    [Fact]
    public void A_part_is_equal_to_the_one_that_is_read_back()
    {
        ShouldBeReadBack(Config.Client);
        ShouldBeReadBack(Config.PTune);
        ShouldBeReadBack(Config.LMHead);
        ShouldBeReadBack(Config.Model);
        ShouldBeReadBack(Config);
        ShouldBeReadBack(new PretrainedConfig { PadTokenId = 3 });
    }

    [Fact]
    public void An_interface_has_the_keys_of_its_own_and_is_read_as_the_record_of_its_name()
    {
        Text<IClientConfig>(Config).Should().Be(Text(Config.Client));
        Text<IPTuneConfig>(Config).Should().Be(Text(Config.PTune));
        Text<ILMHeadConfig>(Config).Should().Be(Text(Config.LMHead));
        Text<IMixtralConfig>(Config).Should().Be(Text(Config.Model));
        Text<IMixtralConfig>(Config.Model).Should().Be(Text(Config.Model));
        Text<IPretrainedConfig>(Config).Should().NotContain("num_local_experts").And.Contain("pad_token_id");
        Text<IDistributedConfig>(Config).Should().NotContain("vocab_size").And.Contain("pre_seq_len");
        Parse<IClientConfig>(Text<IClientConfig>(Config)).Should().Be(Config.Client);
        Parse<IMixtralConfig>(Text<IMixtralConfig>(Config)).Should().Be(Config.Model);
        Parse<IDistributedConfig>(Text(Config)).Should().Be(Config);
    }

    [Fact]
    public void A_wrong_config_in_a_larger_body_is_a_JsonException_with_its_path_and_the_reason_inside()
    {
        JsonException exception = Throws<JsonException>(() => Parse<Body>("""{"A": 1, "B": {"vocab_size": "x"}}"""));

        exception.Path.Should().Be("$.B");
        exception.InnerException.Should().BeOfType<ConfigFormatException>().Which.JsonPath.Should().Be("$.vocab_size");
        Throws<JsonException>(() => Parse<DistributedMixtralConfig>("[1]"))
            .InnerException.Should()
            .BeOfType<ConfigFormatException>();
    }

    [Fact]
    public void Comments_and_trailing_commas_are_accepted_if_the_options_allow_them()
    {
        const string Text = """
            {"A": 1, /* one */ "B": { // two
              "vocab_size": 5, "x": [1, {"y": "\u00e9\n"},],
            }}
            """;

        DistributedMixtralConfig config = JsonSerializer.Deserialize<Body>(Text, Lenient)!.B!;

        config.VocabSize.Should().Be(5);
        config.ExtraAttributes["x"].GetRawText().Should().Be("""[1, {"y": "\u00e9\n"} ]""");
        Throws<JsonException>(() => Parse<Body>(Text));
    }

    [Fact]
    public void WriteIndented_is_honoured_and_numbers_keep_their_spelling()
    {
        var body = new Body(1, Read("""{"rope_theta": 1e6, "x": [1.50, 2]}"""));

        string text = JsonSerializer.Serialize(body, Indented);

        text.ReplaceLineEndings("\n").Should().Contain("  \"B\": {\n    \"attention_dropout\": 0.0,\n");
        JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(Text(body))).Should().BeTrue();
        text.Should().Contain("1.5").And.Contain("1000000.0");
    }

    [Fact]
    public void A_config_that_nests_too_deep_to_be_indented_is_one_clear_error()
    {
        DistributedMixtralConfig config = Read($$"""{"x": {{new string('[', 100)}}{{new string(']', 100)}}}""");

        Throws<JsonException>(
            () => JsonSerializer.Serialize(config, Indented),
            "The config cannot be written indented: *"
        );
        Text(config).Should().Contain("[[[[");
    }

    [Fact]
    public void Another_implementation_of_an_interface_cannot_be_written() =>
        Throws<JsonException>(() => Text<IPTuneConfig>(new Foreign()), "A Foreign cannot be written as IPTuneConfig*");

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json)!;

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    private static void ShouldBeReadBack<T>(T value) => Parse<T>(Text(value)).Should().Be(value);

    private static IEnumerable<string> Keys<T>(T value) =>
        JsonSerializer.SerializeToNode(value)!.AsObject().Select(member => member.Key);

    private sealed record Body(int A, DistributedMixtralConfig? B);

    private sealed class Foreign : IPTuneConfig
    {
        public int PreSeqLen => 0;

        public TuningMode? TuningMode => null;
    }
}
