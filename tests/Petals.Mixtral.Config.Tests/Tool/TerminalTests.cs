using Petals.Mixtral.Config.Tests.Support;
using Petals.Mixtral.Config.Tool;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The output of the tool on a terminal.</summary>
public sealed class TerminalTests
{
    [Fact]
    public void A_table_that_is_wider_than_the_terminal_becomes_a_list()
    {
        (string narrow, _) = Run(80, false, "blocks", "acme/micro-mixtral");
        (string wide, _) = Run(140, false, "blocks", "acme/micro-mixtral");

        narrow
            .Should()
            .Contain(
                """
                0
                  module UID  acme/micro-mixtral.0
                  weights     model.layers.0.
                  files       model-00001-of-00003.safetensors, model-00002-of-00003.safetensors

                """.ReplaceLineEndings("\n")
            );
        wide.Should()
            .MatchRegex(
                @"(?m)^0 +acme/micro-mixtral\.0 +model\.layers\.0\. +model-00001-of-00003\.safetensors, model-00002"
            );
    }

    [Fact]
    public void A_valid_config_is_green_and_an_invalid_one_red()
    {
        Run(80, true, "validate", "acme/micro-mixtral").Output.Should().Contain("\u001b[32m✓ valid\u001b[0m");
        Run(80, true, "validate", "acme/micro-mixtral", "--set", "hidden_size=0")
            .Output.Should()
            .Contain("\u001b[31m✗ ");
    }

    [Fact]
    public void Settings_with_their_defaults_are_dimmed() =>
        Run(140, true, "show", "acme/micro-mixtral", "--all")
            .Output.Should()
            .MatchRegex("(?m)^\u001b\\[2mping_timeout +2 +default\u001b\\[0m$")
            .And.MatchRegex("(?m)^hidden_size +16 +file$");

    [Fact]
    public void A_terminal_without_colours_gets_no_escape_codes()
    {
        (string output, string error) = Run(80, false, "show", "acme/micro-mixtral", "--all");

        (output + error).Should().NotContain("\u001b");
    }

    [Fact]
    public void An_error_has_a_line_for_each_sentence_and_each_searched_place()
    {
        string[] lines = Run(80, false, "json", "acme/none").Error.TrimEnd().Split('\n');

        lines[0].Should().StartWith("error: 'acme/none' (revision main) is not an existing path");
        lines[1].Should().StartWith("  Looked at ");
        lines[^1].Should().StartWith("  Download it once with ");
    }

    private static (string Output, string Error) Run(int width, bool hasColor, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var terminal = new TerminalWriter(output, width, hasColor) { NewLine = "\n" };
        using var errorTerminal = new TerminalWriter(error, width, hasColor) { NewLine = "\n" };
        MixtralConfigTool.Run([.. arguments, "--cache-dir", Fixtures.Hub, "--offline"], terminal, errorTerminal);
        return (output.ToString(), error.ToString());
    }
}
