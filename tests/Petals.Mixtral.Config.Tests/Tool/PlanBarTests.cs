using System.Text.RegularExpressions;

namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>The bar of <c>mixtral-config plan</c>, as a file or a pipe gets it.</summary>
public sealed partial class PlanBarTests
{
    [Fact]
    public void Each_share_has_as_much_of_the_bar_as_of_the_memory()
    {
        string[] bars = Bars("mistralai/Mixtral-8x7B-v0.1", "--memory", "24GiB", "--quant", "nf4");

        bars.Should().Equal($"{new('w', 56)}{new('c', 5)}b..", $"{new('w', 60)}cbb.");
    }

    [Theory]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "3700MiB")]
    [InlineData("mistralai/Mixtral-8x7B-v0.1", "90GiB")]
    [InlineData("mistralai/Mixtral-8x22B-v0.1", "7777777777")]
    [InlineData("acme/micro-mixtral", "3MiB")]
    public void The_bar_is_always_as_wide_and_its_shares_in_order(string model, string memory) =>
        Bars(model, "--memory", memory)
            .Should()
            .HaveCount(2)
            .And.AllSatisfy(bar => bar.Should().HaveLength(64).And.MatchRegex("^w*c*b*[.]*$"));

    [Fact]
    public void A_share_that_is_hardly_there_takes_no_room()
    {
        Bars("acme/micro-mixtral", "--memory", "9223372036854775807")
            .Should()
            .Equal(new string('.', 64), new string('.', 64));
    }

    [Fact]
    public void A_share_that_takes_everything_fills_the_bar()
    {
        string[] bars = Bars("acme/micro-mixtral", "--memory", "1TiB", "--blocks", "0:2");

        bars.Should().Equal(new string('c', 64), new string('c', 64));
    }

    [Fact]
    public void The_letters_are_explained()
    {
        ToolRun
            .OnFixture("plan", "acme/micro-mixtral", "--memory", "1GiB")
            .Output.Should()
            .EndWith("] by key-value heads\nw weights, c attention cache, b backward pass, . free\n");
    }

    private static string[] Bars(string model, params ReadOnlySpan<string> arguments) =>
        [.. Bar().Matches(ToolRun.OnFixture("plan", model, arguments).Output).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\[(.*)\] ", RegexOptions.Multiline)]
    private static partial Regex Bar();
}
