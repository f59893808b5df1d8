using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Serialization;

public sealed class ReadingErrorsTests
{
    public static TheoryData<string, string, string> WrongValues =>
        new()
        {
            { "hidden_size", "\"4096\"", "$.hidden_size: expected an integer of 32 bits, found \"4096\"." },
            { "hidden_size", "4096.5", "$.hidden_size: expected an integer of 32 bits, found 4096.5." },
            { "hidden_size", "2147483648", "$.hidden_size: expected an integer of 32 bits, found 2147483648." },
            { "hidden_size", "1e400", "$.hidden_size: expected an integer of 32 bits, found 1e400." },
            { "hidden_size", "NaN", "$.hidden_size: expected an integer of 32 bits, found NaN." },
            { "hidden_size", "null", "$.hidden_size: expected an integer of 32 bits, found null." },
            { "hidden_size", "true", "$.hidden_size: expected an integer of 32 bits, found true." },
            { "pad_token_id", "[0]", "$.pad_token_id: expected an integer of 32 bits, or null, found [0]." },
            { "rope_theta", "\"1e6\"", "$.rope_theta: expected a number, found \"1e6\"." },
            { "rope_theta", "{\"__float__\": 1}", "$.rope_theta: expected a number, found {\"__float__\": 1}." },
            { "use_cache", "1", "$.use_cache: expected true or false, found 1." },
            { "hidden_act", "null", "$.hidden_act: expected a string, found null." },
            { "prefix", "5", "$.prefix: expected a string, or null, found 5." },
            {
                "torch_dtype",
                "5",
                "$.torch_dtype: expected the name of a dtype, such as \"bfloat16\", or null, found 5."
            },
            {
                "torch_dtype",
                "\" \"",
                "$.torch_dtype: expected the name of a dtype, such as \"bfloat16\", or null, found \" \"."
            },
            {
                "request_timeout",
                "\"3 min\"",
                "$.request_timeout: expected a number of seconds, or Infinity, found \"3 min\"."
            },
            { "request_timeout", "NaN", "$.request_timeout: expected a number of seconds, or Infinity, found NaN." },
            {
                "request_timeout",
                "1e30",
                "$.request_timeout: expected at most 922337203685 seconds, or Infinity, found 1e30."
            },
            {
                "architectures",
                "\"MixtralForCausalLM\"",
                "$.architectures: expected a list of strings, or null, found \"MixtralForCausalLM\"."
            },
            { "initial_peers", "null", "$.initial_peers: expected a list of strings, found null." },
            { "initial_peers", "[\"/a\", 5]", "$.initial_peers[1]: expected a list of strings, found 5." },
            {
                "eos_token_id",
                "[2, \"3\"]",
                "$.eos_token_id[1]: expected a token id, a list of token ids, or null, found \"3\"."
            },
            {
                "eos_token_id",
                "[[1, 2], 3]",
                "$.eos_token_id[0]: expected a token id, a list of token ids, or null, found [1, 2]."
            },
            { "eos_token_id", "{}", "$.eos_token_id: expected a token id, a list of token ids, or null, found {}." },
            {
                "show_route",
                "\"always\"",
                "$.show_route: expected one of false, \"inference\", true, found \"always\"."
            },
            {
                "tuning_mode",
                "\"lora\"",
                "$.tuning_mode: expected one of \"ptune\", \"deep_ptune\", or null, found \"lora\"."
            },
            {
                "use_chunked_forward",
                "null",
                "$.use_chunked_forward: expected one of \"auto\", true, false, found null."
            },
            {
                "id2label",
                "[\"a\"]",
                "$.id2label: expected an object with integer names and string values, found [\"a\"]."
            },
            {
                "id2label",
                "{\"a\": \"b\"}",
                "$.id2label.a: expected an object with integer names and string values, found \"b\"."
            },
            {
                "id2label",
                "{\"0\": null}",
                "$.id2label.0: expected an object with integer names and string values, found null."
            },
            { "label2id", "{\"a\": 1.5}", "$.label2id.a: expected an object with integer values, or null, found 1.5." },
            {
                "pruned_heads",
                "{\"0\": 1}",
                "$.pruned_heads.0: expected an object with integer names and lists of integers, found 1."
            },
            {
                "pruned_heads",
                "{\"0\": [\"x\"]}",
                "$.pruned_heads.0[0]: expected an object with integer names and lists of integers, found \"x\"."
            },
            { "task_specific_params", "[]", "$.task_specific_params: expected an object, or null, found []." },
            { "num_labels", "null", "$.num_labels: expected an integer of 32 bits, found null." },
            { "num_labels", "100001", "$.num_labels: expected at most 100000, found 100001." },
            {
                "model_type",
                "\"llama\"",
                "$.model_type: expected \"mixtral\", the only model type that this class reads, found \"llama\"."
            },
            {
                "model_type",
                "5",
                "$.model_type: expected \"mixtral\", the only model type that this class reads, found 5."
            },
            { "rope_parameters", "5", "$.rope_parameters: expected an object, or null, found 5." },
            {
                "rope_parameters",
                "{\"rope_theta\": \"x\"}",
                "$.rope_parameters.rope_theta: expected a number, found \"x\"."
            },
        };

    public static TheoryData<string, string> BadTexts =>
        new()
        {
            { " \n ", "$: expected a JSON object, found nothing but white space." },
            { "null", "line 1, column 1, $: expected a JSON object, found null." },
            { "\"x\"", "line 1, column 1, $: expected a JSON object, found \"x\"." },
            { "{\"hidden_size\": 1,}", "line 1, column 19, $.hidden_size: expected valid JSON, found } (" },
            { "{\n  // why\n}", "line 2, column 3, $: expected valid JSON, found // why } (" },
            { "{} x", "line 1, column 4, $: expected valid JSON, found x (" },
            { "{\"x\": 1NaN}", "expected valid JSON, found 1NaN}." },
            { "{\"x\": -NaN}", "expected valid JSON, found -NaN}." },
            { "{\"x\": NaN5}", "expected valid JSON, found NaN5}." },
            { "{\"x\": nan}", "expected valid JSON, found nan} (" },
            { "<html><body>Sign in</body></html>", "found what looks like a web page: <html>" },
            {
                "version https://git-lfs.github.com/spec/v1\noid sha256:00",
                "found a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'."
            },
        };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_value_of_the_wrong_kind_is_an_error_that_names_file_line_key_expected_and_found(
        string key,
        string value,
        string message
    )
    {
        using var directory = new TempDirectory();
        string file = directory.Write(
            "config.json",
            TinyConfig.With(key, value).Replace("  \"model_type\": \"mixtral\",\n", "", StringComparison.Ordinal)
        );

        ConfigFormatException exception = FluentActions
            .Invoking(() => DistributedMixtralConfig.FromPretrained(directory.Path))
            .Should()
            .Throw<ConfigFormatException>()
            .Which;

        // What was found may stand deep inside the value; it is what the line and column are of.
        string found = message.Split(", found ")[^1][..^1];
        int column = key.Length + 7 + value.IndexOf(found, StringComparison.Ordinal);
        exception.Message.Should().Be($"{file}, line 28, column {column}, {message}");
        exception.File.Should().Be(file);
        exception.JsonPath.Should().StartWith($"$.{key}");
        exception.Line.Should().Be(28);
        exception.Expected.Should().NotBeNullOrEmpty();
        exception.Found.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_text_that_is_no_JSON_object_is_an_error_that_says_where_and_what(string text, string message) =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(text))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.Message.Should()
            .StartWith("the JSON text, ")
            .And.Contain(message);

    [Fact]
    public void An_empty_text_is_an_error() =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(""))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*found an empty text.");

    [Theory]
    [InlineData(
        new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x7D },
        "line 1, column 3, $: expected UTF-8, found the byte 0xFF*"
    )]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "*found UTF-16; save the file as UTF-8.")]
    public void A_text_that_is_not_UTF8_is_an_error(byte[] text, string message) =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(text))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage($"*{message}");

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_string_is_an_error() =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson("{\"x\": \"\uD800\"}"))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*surrogate*");

    [Fact]
    public void A_missing_argument_is_an_error_of_the_caller() =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson((string)null!))
            .Should()
            .Throw<ArgumentNullException>();

    [Fact]
    public void A_text_may_nest_256_levels_and_no_more()
    {
        DistributedMixtralConfig.FromJson(Nested(255)).ExtraAttributes["x"].GetArrayLength().Should().Be(1);
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(Nested(256)))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*depth of 256*");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(Nested(100_000)))
            .Should()
            .Throw<ConfigFormatException>();

        static string Nested(int depth) => $"{{\"x\": {new string('[', depth)}{new string(']', depth)}}}";
    }

    [Fact]
    public void A_text_may_have_16_MiB_and_no_more()
    {
        string atLimit = $"{{\"x\": \"{new string('a', (16 * 1024 * 1024) - 9)}\"}}";

        DistributedMixtralConfig.FromJson(Encoding.UTF8.GetBytes(atLimit)).ExtraAttributes.Should().ContainKey("x");
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(atLimit + " "))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage("*at most 16777216 bytes, found 16777217 bytes.");
    }

    [Fact]
    public void A_value_deep_inside_a_setting_is_found_on_its_own_line() =>
        FluentActions
            .Invoking(() =>
                DistributedMixtralConfig.FromJson("{\n\"id2label\": {\n  \"0\": \"a\",\n  \"x\": \"b\"\n}}")
            )
            .Should()
            .Throw<ConfigFormatException>()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    Line = 4,
                    Column = 8,
                    JsonPath = "$.id2label.x",
                }
            );

    [Theory]
    [InlineData(
        """{"id2label": {"a\nb\u001b[31m\u2028\u202e": "cat"}}""",
        "$.id2label.a\\u000ab\\u001b[31m\\u2028\\u202e: "
    )]
    [InlineData("""{"name_or_path": 5}""", "$.name_or_path: expected a string, found 5.")]
    [InlineData("""{"id2label": {"5\u0000": "a"}}""", "$.id2label.5\\u0000: ")]
    [InlineData(
        """{"connect_timeout": -0.001}""",
        "$.connect_timeout: expected a number of seconds, or Infinity, found -0.001."
    )]
    [InlineData("""{"torch_dtype": "torch."}""", "$.torch_dtype: expected the name of a dtype")]
    public void An_odd_value_is_an_error_on_one_line_without_what_a_terminal_acts_on(string json, string message) =>
        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson(json))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.Message.Should()
            .Contain(message)
            .And.NotContainAny("\n", "\u001b", "\u2028", "\u202e", "\0");

    [Fact]
    public void A_message_does_not_grow_with_what_it_is_about()
    {
        string name = new('x', 100_000);

        FluentActions
            .Invoking(() => DistributedMixtralConfig.FromJson($"{{\"id2label\": {{\"{name}\": \"a\"}}}}"))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.Message.Length.Should()
            .BeLessThan(400);
        FluentActions
            .Invoking(() => new DistributedMixtralConfig().UpdateFromString($"{name}=1"))
            .Should()
            .Throw<UnknownSettingException>()
            .Which.Message.Length.Should()
            .BeLessThan(400);
    }

    [Fact]
    public void A_long_or_unprintable_value_is_shortened_to_one_line() =>
        FluentActions
            .Invoking(() => TinyConfig.Read("hidden_size", $"[\n\"{new string('x', 100)}\"]"))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.Found.Should()
            .Be($"[ \"{new string('x', 57)}…");
}
