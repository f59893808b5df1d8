using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

public sealed class OptionTimeTests
{
    [Theory]
    [InlineData("180", "00:03:00")]
    [InlineData("\"180\"", "00:03:00")]
    [InlineData("2.5", "00:00:02.5")]
    [InlineData("\"2.5\"", "00:00:02.5")]
    [InlineData("1e2", "00:01:40")]
    [InlineData("\" 7 \"", "00:00:07")]
    [InlineData("0", "00:00:00")]
    [InlineData("1e-7", "00:00:00.0000001")]
    [InlineData("-3", "-00:00:03")]
    [InlineData("86400", "1.00:00:00")]
    public void A_number_is_seconds(string json, string time) =>
        Bound(json).Should().Be(TimeSpan.ParseExact(time, "c", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("00:03:00", 180)]
    [InlineData("0:03:00", 180)]
    [InlineData("00:03", 180)]
    [InlineData("00:00:02.5", 2.5)]
    [InlineData("23:59:59", 86399)]
    [InlineData("1.00:00:00", 86400)]
    [InlineData("10.12:00:00", 907200)]
    [InlineData("-00:00:03", -3)]
    public void A_time_with_colons_is_hours_minutes_and_seconds(string text, double seconds) =>
        Bound($"\"{text}\"").Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("30:00:00")]
    [InlineData("-24:00:00")]
    [InlineData("1:2:3:4")]
    public void A_day_is_written_with_a_point_so_that_24_hours_are_not_taken_for_24_days(string text) =>
        ShouldBeRefused(text);

    [Theory]
    [InlineData("3m")]
    [InlineData("3 s")]
    [InlineData("1,000")]
    [InlineData("2,5")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("-1e30")]
    [InlineData("00:60:00")]
    [InlineData("-0.001")]
    [InlineData("-00:00:00.001")]
    [InlineData("P1D")]
    [InlineData(":")]
    public void What_is_no_time_is_an_error(string text) => ShouldBeRefused(text);

    [Theory]
    [InlineData("Infinity")]
    [InlineData("infinity")]
    public void Infinity_is_a_time_without_end_as_in_config_json(string text) =>
        Bound($"\"{text}\"").Should().Be(Timeout.InfiniteTimeSpan);

    [Fact]
    public void The_longest_time_can_be_written() =>
        TinyOptions
            .Bound("""{"Client": {"BanTimeout": "10675199.02:48:05.4775807"}}""")
            .Build()
            .BanTimeout.Should()
            .Be(TimeSpan.MaxValue);

    [Fact]
    public void The_culture_of_the_machine_does_not_count()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo
        {
            NumberDecimalSeparator = ",",
            NumberGroupSeparator = ".",
            NegativeSign = "~",
        };
        culture.DateTimeFormat = new DateTimeFormatInfo { TimeSeparator = "." };
        try
        {
            CultureInfo.CurrentCulture = culture;

            DistributedMixtralConfig config = TinyOptions
                .Bound(
                    """
                    {"cLIENT": {"mINbACKOFF": 2.5, "banTimeout": "00:00:02.5", "SHOWROUTE": "INFERENCE"},
                    "Model": {"rmsNormEps": 1e-6, "rOPEtHETA": "10000.5", "initializerRange": "-0.5"}, "PTUNE": {"TUNINGMODE": "DEEP_PTUNE"}}
                    """
                )
                .Build();

            config.MinBackoff.Should().Be(TimeSpan.FromSeconds(2.5)).And.Be(config.BanTimeout);
            config.RmsNormEps.Should().Be(1e-6);
            config.RopeTheta.Should().Be(10000.5);
            config.InitializerRange.Should().Be(-0.5);
            config.TuningMode.Should().Be(TuningMode.DeepPTune);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static TimeSpan Bound(string json) =>
        TinyOptions.Bound($$$"""{"Client": {"RequestTimeout": {{{json}}}}}""").Build().RequestTimeout;

    private static void ShouldBeRefused(string text) =>
        FluentActions
            .Invoking(() => Bound($"\"{text}\""))
            .Should()
            .Throw<ConfigFormatException>()
            .WithMessage(
                "the configuration, Petals:Client:RequestTimeout: expected seconds, such as 180 or 2.5, or a "
                    + $"time, such as 00:03:00, found '{text}'."
            );
}
