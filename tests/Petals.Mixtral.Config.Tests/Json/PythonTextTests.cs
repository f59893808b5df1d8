namespace Petals.Mixtral.Config.Tests.Json;

/// <summary>How Python spells numbers and strings, and orders keys, seen through the text of a config.</summary>
public sealed class PythonTextTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(123.456, "123.456")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(1.5e-4, "0.00015")]
    [InlineData(9.9e-5, "9.9e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e16, "1.5e+16")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(-2.2250738585072014e-308, "-2.2250738585072014e-308")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_float_is_spelled_as_Pythons_repr(double value, string expected) =>
        (new DistributedMixtralConfig() with { RopeTheta = value })
            .ToJsonString()
            .Should()
            .Contain($"\"rope_theta\": {expected},");

    [Fact]
    public void Any_float_is_read_back_as_it_was() =>
        Gen.Double.Sample(value =>
            DistributedMixtralConfig
                .FromJson((new DistributedMixtralConfig() with { RopeTheta = value }).ToJsonString())
                .RopeTheta.Equals(value)
        );

    [Theory]
    [InlineData("0.0")]
    [InlineData("-0.0")]
    [InlineData("0.00")]
    [InlineData("2.50")]
    [InlineData("0.0001")]
    [InlineData("0.00001")]
    [InlineData("-0.00009")]
    [InlineData("12345678.9012345")]
    [InlineData("12345678.90123456")]
    [InlineData("0.12345678901234567")]
    [InlineData("9007199254740993.0")]
    [InlineData("100000000000000000.0")]
    [InlineData("1.5e3")]
    [InlineData("1E-5")]
    public void A_float_that_was_read_is_spelled_as_one_that_was_set(string number) =>
        IsSpelledAsOneThatWasSet(number).Should().BeTrue();

    [Fact]
    public void Any_decimal_that_was_read_is_spelled_as_one_that_was_set() =>
        Gen.Select(Gen.Int[0, 9_999_999], Gen.String[Gen.Char["0001259"], 1, 18], Gen.Bool)
            .Sample(
                (whole, fraction, isNegative) =>
                    IsSpelledAsOneThatWasSet(
                        FormattableString.Invariant($"{(isNegative ? "-" : "")}{whole >> (whole % 24)}.{fraction}")
                    )
            );

    [Fact]
    public void Any_string_is_read_back_as_it_was_and_is_written_in_ASCII() =>
        Gen.String.Sample(value =>
        {
            string text = (new DistributedMixtralConfig() with { HiddenAct = value }).ToJsonString();
            return text.All(char.IsAscii) && Read(text).HiddenAct == value;
        });

    [Theory]
    [InlineData("é", "\\u00e9")]
    [InlineData("\U0001F600", "\\ud83d\\ude00")]
    [InlineData("\"\\/<'&\b\f\n\r\t\u0001", "\\\"\\\\/<'&\\b\\f\\n\\r\\t\\u0001")]
    [InlineData("\u007F", "\\u007f")]
    public void A_string_is_escaped_as_json_dumps_does(string value, string expected) =>
        (new DistributedMixtralConfig() with { HiddenAct = value })
            .ToJsonString()
            .Should()
            .Contain($"\"hidden_act\": \"{expected}\"");

    [Fact]
    public void Half_of_a_surrogate_pair_is_read_and_written_as_Python_does()
    {
        DistributedMixtralConfig config = Read("""{"hidden_act": "\ud800x", "note": "\uDC00"}""");

        config.HiddenAct.Should().Be("\uD800x");
        config.ToJsonString().Should().Contain("\"hidden_act\": \"\\ud800x\"").And.Contain("\"note\": \"\\udc00\"");
        (config with { HiddenAct = "\uD800" }).ToJsonString().Should().Contain("\"hidden_act\": \"\\ud800\"");
    }

    [Fact]
    public void Keys_sort_by_code_point_and_not_by_UTF16_unit()
    {
        DistributedMixtralConfig config = Read(
            """{"\ud83d\ude00": 1, "\uffff": 2, "\ud800": 3, "\ue000": 4, "\ud83d\ude01": 5, "z\ud83dz": 6, "z\ud83d\ude00": 7, "Z": 8, "_": 9}"""
        );

        config
            .ExtraAttributes.Keys.Should()
            .Equal("Z", "_", "z\uD83Dz", "z\U0001F600", "\uD800", "\uE000", "\uFFFF", "\U0001F600", "\U0001F601");
    }

    private static bool IsSpelledAsOneThatWasSet(string number)
    {
        DistributedMixtralConfig read = Read($$"""{"rope_theta": {{number}}}""");
        return read.ToJsonString() == (Read("{}") with { RopeTheta = read.RopeTheta }).ToJsonString();
    }
}
