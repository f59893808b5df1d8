using System.Text.Json;
using Petals.Mixtral.Config.Tests.Support;
using Petals.Mixtral.Config.Tool;

namespace Petals.Mixtral.Config.Tests.Tool;

public sealed class ToolTests
{
    public static TheoryData<string> Loading => GoldenCase.Loading;

    public static TheoryData<string> Failing => GoldenCase.Failing;

    [Theory]
    [MemberData(nameof(Loading))]
    public void json_prints_what_Python_prints(string name)
    {
        GoldenCase golden = GoldenCase.All[name];
        using var directory = new TempDirectory();
        string[] arguments = Arguments(golden, directory);

        (int exit, string output, string error) = Run(["json", .. arguments]);

        (exit, output).Should().Be((0, golden.Diff!));
        error.Contains("it looks like an empty object").Should().Be(name == "empty-object");
        Run(["json", .. arguments, "--full"]).Should().Be((0, golden.Full!, error));
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void json_of_what_Python_refuses_ends_with_3_and_one_line(string name)
    {
        using var directory = new TempDirectory();

        (int exit, string output, string error) = Run(["json", .. Arguments(GoldenCase.All[name], directory)]);

        exit.Should().Be(3);
        output.Should().BeEmpty();
        error
            .Should()
            .StartWith("mixtral-config: ")
            .And.EndWith("\n")
            .And.Subject.Count(character => character == '\n')
            .Should()
            .Be(1);
    }

    [Fact]
    public void show_prints_every_setting_and_its_origin_with_all()
    {
        (int exit, string output, _) = Run(
            "show",
            "mistralai/Mixtral-8x7B-v0.1",
            "--cache-dir",
            Fixtures.Hub,
            "--all",
            "--set",
            "max_retries=3"
        );

        exit.Should().Be(0);
        output
            .Should()
            .MatchRegex(@"(?m)^file +/.*config\.json$")
            .And.MatchRegex(@"(?m)^commit +8a7b0{35}1$")
            .And.MatchRegex(@"(?m)^DHT prefix +mistralai/Mixtral-8x7B-v0-1$")
            .And.MatchRegex(@"(?m)^block class +WrappedMixtralBlock$")
            .And.MatchRegex(@"(?m)^attention class +MixtralAttention$")
            .And.MatchRegex(@"(?m)^key-value groups +1 \(")
            .And.MatchRegex(@"(?m)^hidden_size +4096 +file$")
            .And.MatchRegex(@"(?m)^router_jitter_noise +0\.0 +default$")
            .And.MatchRegex(@"(?m)^pad_token_id +0 +derived$")
            .And.MatchRegex(@"(?m)^max_retries +3 +option$")
            .And.MatchRegex(@"(?m)^head size +128 +derived$");
        foreach (ExpectedSetting setting in ExpectedSettings.All)
        {
            output.Should().MatchRegex($@"(?m)^{setting.Key} ");
        }
    }

    [Fact]
    public void show_prints_a_summary_and_the_settings_that_differ_from_the_defaults()
    {
        (int exit, string output, _) = Run("show", "mistralai/Mixtral-8x7B-v0.1", "--cache-dir", Fixtures.Hub);

        exit.Should().Be(0);
        output
            .Should()
            .MatchRegex(@"(?m)^parameters +46\.7 B \(12\.9 B active\)$")
            .And.MatchRegex(@"(?m)^blocks +32 of 2\.73 GiB each$")
            .And.MatchRegex(@"(?m)^context +32768 tokens$")
            .And.MatchRegex(@"(?m)^router_aux_loss_coef +0\.02 +file$")
            .And.NotMatchRegex("(?m)^hidden_size ")
            .And.EndWith("64 settings have their defaults; --all prints them.\n");
    }

    [Fact]
    public void show_summarizes_a_model_without_blocks()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", """{"num_hidden_layers": 0}""");

        Run("show", directory.Path).Output.Should().MatchRegex("(?m)^blocks +0$");
        Run("show", directory.Path, "--json").Output.Should().Contain("\"block_bytes\": null");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("json")]
    [InlineData("diff", "mistralai/Mixtral-8x22B-v0.1")]
    [InlineData("download")]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("blocks")]
    [InlineData("verify")]
    [InlineData("explain")]
    public void Every_command_prints_an_object_with_json(string command, params string[] arguments) =>
        ToolRun
            .OnFixture(command, "acme/micro-mixtral", [.. arguments, "--json"])
            .Json.ValueKind.Should()
            .Be(JsonValueKind.Object);

    [Fact]
    public void show_prints_a_config_that_makes_no_sense_and_extra_attributes_too()
    {
        using var directory = new TempDirectory();
        directory.Write(
            "config.json",
            """{"num_attention_heads": 0, "num_key_value_heads": 0, "note": [NaN], "long": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NaN, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}"""
        );

        (int exit, string output, _) = Run("show", directory.Path);

        exit.Should().Be(0);
        output
            .Should()
            .Contain("none: num_attention_heads is 0")
            .And.MatchRegex(@"(?m)^note +\[NaN\] +file$")
            .And.MatchRegex(@"(?m)^commit +none: a local path$");
    }

    [Fact]
    public void diff_prints_the_settings_that_differ_side_by_side()
    {
        (int exit, string output, _) = Run(
            "diff",
            "mistralai/Mixtral-8x7B-v0.1",
            "mistralai/Mixtral-8x22B-v0.1",
            "--cache-dir",
            Fixtures.Hub
        );

        exit.Should().Be(1);
        output
            .Should()
            .StartWith("9 settings differ\n")
            .And.MatchRegex(@"(?m)^hidden_size +4096 +6144$")
            .And.NotContain("rope_theta");
        Run("diff", "mistralai/Mixtral-8x7B-v0.1", "mistralai/Mixtral-8x7B-v0.1", "--cache-dir", Fixtures.Hub)
            .Should()
            .Be((0, "No setting differs.\n", ""));
    }

    [Fact]
    public void diff_shows_a_key_that_only_one_of_them_has()
    {
        using var directory = new TempDirectory();
        directory.Write("a/config.json", """{"note": 1}""");
        directory.Write("b/config.json", "{}");

        Run("diff", directory.Combine("a"), directory.Combine("b"))
            .Output.Should()
            .MatchRegex(@"(?m)^note +1 +\(none\)$");
    }

    [Fact]
    public void diff_takes_equal_numbers_for_equal_and_counts_in_English()
    {
        using var directory = new TempDirectory();
        directory.Write("a/config.json", """{"rope_theta": 1000000, "vocab_size": 5, "x": [NaN, 1]}""");
        directory.Write("b/config.json", """{"rope_theta": 1e6, "vocab_size": 6, "x": [NaN, 1.0]}""");

        Run("diff", directory.Combine("a"), directory.Combine("b"))
            .Output.Should()
            .StartWith("1 setting differs\n")
            .And.NotContain("rope_theta");
    }

    [Fact]
    public void What_a_file_names_cannot_act_on_the_terminal_or_forge_a_line()
    {
        using var directory = new TempDirectory();
        directory.Write("a/config.json", """{"\u001b[31mred\u001b[0m\nINJECTED line": 1}""");
        directory.Write("b/config.json", "{}");

        string output =
            Run("show", directory.Combine("a")).Output
            + Run("diff", directory.Combine("a"), directory.Combine("b")).Output
            + Run("json", "a/b\u001b[31m").Error;

        output.Should().NotContain("\u001b").And.NotContain("\nINJECTED");
    }

    [Fact]
    public void A_long_value_is_not_wrapped_when_it_is_piped()
    {
        using var directory = new TempDirectory();
        directory.Write("config.json", $"{{\"long\": \"{new string('x', 9000)}\"}}");

        Run("show", directory.Path).Output.Should().Contain($"\"{new string('x', 9000)}\"");
    }

    [Fact]
    public void An_argument_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        (int exit, _, string error) = Run("json", "@/dev/zero");

        exit.Should().Be(3);
        error.Should().Contain("'@/dev/zero' looks like a path");
    }

    [Fact]
    public void An_error_line_does_not_grow_with_the_arguments() =>
        Run("json", new string('x', 100_000)).Error.Length.Should().BeLessThan(10_000);

    [Fact]
    public void Output_that_cannot_be_written_ends_with_3_and_one_line()
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var full = new StreamWriter(new FullStream()) { AutoFlush = true };

        MixtralConfigTool.Run(["json", "acme/tiny-mixtral", "--cache-dir", Fixtures.Hub], full, error).Should().Be(3);
        error.ToString().Should().Be("mixtral-config: The output could not be written: no space\n");
        MixtralConfigTool
            .Run(["json", "acme/none", "--cache-dir", Fixtures.Hub, "--offline"], output: TextWriter.Null, error: full)
            .Should()
            .Be(3);
    }

    [Fact]
    public void Output_that_is_piped_has_no_colour_codes()
    {
        Run("show", "acme/tiny-mixtral", "--cache-dir", Fixtures.Hub).Output.Should().NotContain("\u001b");
        Run("diff", "acme/tiny-mixtral", "mistralai/Mixtral-8x22B-v0.1", "--cache-dir", Fixtures.Hub)
            .Output.Should()
            .NotContain("\u001b");
    }

    [Theory]
    [InlineData("--set", "max_retries=3", "\"max_retries\": 3")]
    [InlineData("--set", "initial_peers=[\"/ip4/1.2.3.4\"]", "\"initial_peers\": [\n    \"/ip4/1.2.3.4\"\n  ]")]
    [InlineData("--set", "tuning_mode=ptune", "\"tuning_mode\": \"ptune\"")]
    [InlineData("--set", "active_adapter=a=\"b\"", "\"active_adapter\": \"a=\\\"b\\\"\"")]
    [InlineData("--set", "ban_timeout=Infinity", "\"ban_timeout\": Infinity")]
    [InlineData("--dht-prefix", "mine", "\"dht_prefix\": \"mine\"")]
    [InlineData("--revision", "refs/pr/1", "\"max_position_embeddings\": 1024")]
    [InlineData("--subfolder", "draft", "\"num_hidden_layers\": 1")]
    [InlineData("--offline", "--full", "\"temperature\": 1.0")]
    public void An_option_changes_what_is_printed(string option, string value, string expected) =>
        Run("json", "acme/tiny-mixtral", "--cache-dir", Fixtures.Hub, option, value).Output.Should().Contain(expected);

    [Theory]
    [InlineData("Did you mean 'show'?", "shwo", "x")]
    [InlineData("Did you mean '--offline'?", "show", "x", "--ofline")]
    [InlineData("'foo'", "foo")]
    [InlineData("Required argument 'MODEL' missing", "json")]
    [InlineData("Unrecognized command or argument '--nope'", "show", "x", "--nope")]
    [InlineData("did you mean 'hidden_size'?", "json", "acme/tiny-mixtral", "--set", "hiden_size=1")]
    [InlineData("$.hidden_size: expected an integer of 32 bits", "json", "acme/tiny-mixtral", "--set", "hidden_size=x")]
    [InlineData("expected key=value", "json", "acme/tiny-mixtral", "--set", "=1")]
    [InlineData("expected key=value", "json", "acme/tiny-mixtral", "--set", "hidden_size")]
    [InlineData("The model is blank", "json", " ")]
    public void Wrong_usage_ends_with_2_and_one_line(string message, params string[] arguments)
    {
        (int exit, string output, string error) = Run(
            arguments is ["json", "acme/tiny-mixtral", ..] ? [.. arguments, "--cache-dir", Fixtures.Hub] : arguments
        );

        exit.Should().Be(2);
        output.Should().BeEmpty();
        error
            .Should()
            .StartWith("mixtral-config: ")
            .And.Contain(message)
            .And.Subject.Count(character => character == '\n')
            .Should()
            .Be(1);
    }

    [Fact]
    public void A_model_that_is_not_there_ends_with_3_and_one_line()
    {
        (int exit, _, string error) = Run("json", "acme/none", "--cache-dir", Fixtures.Hub, "--offline");

        exit.Should().Be(3);
        error
            .Should()
            .StartWith("mixtral-config: 'acme/none' (revision main) is not an existing path")
            .And.Subject.Count(character => character == '\n')
            .Should()
            .Be(1);
    }

    [Fact]
    public void Help_is_printed_on_request_and_without_arguments()
    {
        (int exit, string output, string error) = Run("--help");

        exit.Should().Be(0);
        error.Should().BeEmpty();
        output
            .Should()
            .Contain("show <MODEL>")
            .And.Contain("  mixtral-config plan ")
            .And.Contain("130  interrupted")
            .And.Contain("HF_HUB_OFFLINE");
        Run().Should().Be((0, output, ""));
        Run("plan", "--help")
            .Output.Should()
            .Contain("  mixtral-config plan ")
            .And.NotContain("  mixtral-config show ");
    }

    [Fact]
    public void Names_of_values_are_accepted_in_any_case()
    {
        ToolRun.OnFixture("plan", "acme/micro-mixtral", "--memory", "1gib", "--quant", "NF4").Exit.Should().Be(0);
        ToolRun.OnFixture("blocks", "acme/micro-mixtral", "--layout", "Transformers5").Exit.Should().Be(0);
    }

    [Theory]
    [InlineData("plan x --quant ", "nf4")]
    [InlineData("blocks x --layout ", "transformers5")]
    public void A_shell_completes_the_values_of_an_option(string line, string value) =>
        Run($"[suggest:{line.Length}]", line).Output.Split('\n').Should().Contain(value);

    /// <summary>A device without space.</summary>
    private sealed class FullStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("no space");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space");

        public override void Flush() { }
    }

    private static string[] Arguments(GoldenCase golden, TempDirectory directory)
    {
        (string model, string cache) = golden.LayOut(directory);
        return
        [
            model,
            "--cache-dir",
            cache,
            .. golden.Overrides.SelectMany(setting =>
                setting.Key == "dht_prefix"
                    ? (string[])["--dht-prefix", setting.Value.GetString()!]
                    :
                    [
                        "--set",
                        $"{setting.Key}={(setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString() : setting.Value.GetRawText())}",
                    ]
            ),
        ];
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var run = ToolRun.Of(arguments);
        return (run.Exit, run.Output, run.Error);
    }
}
