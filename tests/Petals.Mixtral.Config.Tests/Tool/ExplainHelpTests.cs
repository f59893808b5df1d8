namespace Petals.Mixtral.Config.Tests.Tool;

public sealed class ExplainHelpTests
{
    [Fact]
    public void The_help_of_explain_describes_the_command_in_plain_words()
    {
        string help = string.Join(
            ' ',
            ToolRun.Of("explain", "--help").Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        );

        help.Should()
            .Contain(
                "Explains how a model is found: the environment variables, the places that are searched, and the "
                    + "requests that loading would send to the Hub. It sends none."
            );
    }
}
