namespace Petals.Mixtral.Config.Tests.Tool;

/// <summary>What <c>mixtral-config plan</c> may be told, and what is wrong usage: one line that names the
/// option.</summary>
public sealed class PlanArgumentTests
{
    private const string Model = "mistralai/Mixtral-8x7B-v0.1";

    [Theory]
    [InlineData("1TiB", 1L << 40)]
    [InlineData("24GiB", 24L << 30)]
    [InlineData("24576MiB", 24L << 30)]
    [InlineData("25165824KiB", 24L << 30)]
    [InlineData("1TB", 1_000_000_000_000)]
    [InlineData("80GB", 80_000_000_000)]
    [InlineData("80000 MB", 80_000_000_000)]
    [InlineData("80000000kb", 80_000_000_000)]
    [InlineData("80000000001B", 80_000_000_001)]
    [InlineData(" 80000000001 ", 80_000_000_001)]
    [InlineData("24gib", 24L << 30)]
    [InlineData("23.5GiB", 47L << 29)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Memory_is_given_in_any_unit(string memory, long expected) =>
        Plan("--memory", memory, "--json").Json.GetProperty("memory_bytes").GetInt64().Should().Be(expected);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("0.99")]
    [InlineData("99999999TiB")]
    [InlineData("9223372036854775808")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1,5GiB")]
    [InlineData("24G")]
    [InlineData("GiB")]
    [InlineData("24GiBB")]
    [InlineData("")]
    public void Memory_that_is_no_size_is_wrong_usage(string memory) =>
        IsWrong("--memory", memory, "expected a size such as 24GiB, 80GB or 1073741824.");

    [Theory]
    [InlineData("0:8", "0 to 7, of 32")]
    [InlineData("31:32", "31 to 31, of 32")]
    [InlineData("0:32", "0 to 31, of 32")]
    public void Blocks_are_a_range_without_its_end(string blocks, string expected) =>
        Plan("--memory", "1TiB", "--blocks", blocks).Output.Should().MatchRegex($"(?m)^blocks +{expected}$");

    [Theory]
    [InlineData(":8")]
    [InlineData("8:")]
    [InlineData(":")]
    [InlineData("8")]
    [InlineData("8:0")]
    [InlineData("8:8")]
    [InlineData("0:99")]
    [InlineData("32:33")]
    [InlineData("-1:2")]
    [InlineData("-0:2")]
    [InlineData("+0: 8")]
    [InlineData("0:8:9")]
    [InlineData("a:b")]
    [InlineData("0:4294967295")]
    [InlineData("0:4294967304")]
    [InlineData("text")]
    [InlineData("")]
    public void Blocks_that_are_no_range_of_the_model_are_wrong_usage(string blocks) =>
        IsWrong("--blocks", blocks, "expected start:end, such as 0:8, of 0:32.");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("x")]
    [InlineData("")]
    public void A_number_that_is_not_positive_is_wrong_usage(string number)
    {
        IsWrong("--tokens", number, "expected a whole number from 1 to 2147483647. See 'mixtral-config --help'.");
        IsWrong("--devices", number, "expected a whole number from 1 to 2147483647. See 'mixtral-config --help'.");
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("BFLOAT16")]
    [InlineData("torch.")]
    [InlineData("")]
    public void A_dtype_without_a_size_is_wrong_usage(string dtype) =>
        IsWrong(
            "--dtype",
            dtype,
            "expected auto or a dtype whose size is known, such as bfloat16, float16 or float32."
        );

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    public void A_quantisation_that_is_none_is_wrong_usage(string quantization) =>
        IsWrong("--quant", quantization, "expected none, int8 or nf4.");

    [Theory]
    [InlineData("auto", "bfloat16", 2931565691)]
    [InlineData("torch.float16", "float16", 2931565691)]
    [InlineData("float32", "float32", 5863131382)]
    public void The_dtype_that_is_asked_for_counts(string dtype, string expected, long bytes)
    {
        string output = Plan("--memory", "24GiB", "--dtype", dtype).Output;

        output
            .Should()
            .MatchRegex($"(?m)^weights +{expected}$")
            .And.MatchRegex($"(?m)^attention cache +{expected}$")
            .And.MatchRegex($@"(?m)^weights of a block +{bytes / (double)(1 << 30):0.00} GiB ");
    }

    private static void IsWrong(string option, string value, string message)
    {
        ToolRun run = Plan(option, value);

        run.IsError(2).Should().BeTrue();
        run.Error.Should().Be($"mixtral-config: {option} {value}: {message}\n");
    }

    private static ToolRun Plan(params ReadOnlySpan<string> arguments) => ToolRun.OnFixture("plan", Model, arguments);
}
