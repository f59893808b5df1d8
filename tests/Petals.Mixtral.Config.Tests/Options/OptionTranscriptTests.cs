namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>
/// What sections of a configuration change, or what is wrong with them. An input is a key and a text, as an environment
/// variable gives them, or the JSON of a section. <c>+</c> separates the sources, of which a later one wins.
/// </summary>
public sealed class OptionTranscriptTests
{
    [Fact]
    public void Each_section_changes_the_config_or_is_refused_as_approved() =>
        Transcript.ShouldHold("options", line => Outcome(() => Changes(Bind(line))));

    [Fact]
    public void The_section_of_a_message_is_named_in_full()
    {
        IConfiguration Root(string key) => new ConfigurationBuilder().AddInMemoryCollection([new(key, "3")]).Build();

        Throws<UnknownSettingException>(() =>
            new DistributedMixtralOptions().Bind(Root("A:B:Client:hidden_size").GetSection("A:B"))
        )
            .Suggestion.Should()
            .Be("A:B:Model:HiddenSize");
        Throws<UnknownSettingException>(
            () => new DistributedMixtralOptions().Bind(Root("Client:max_retries")),
            "The configuration key 'Client:max_retries' is unknown; did you mean 'Client:MaxRetries'?"
        );
    }

    [Fact]
    public void An_error_has_the_key_the_expectation_and_the_value() =>
        Throws<ConfigFormatException>(() => Bind("Client:MaxPinged=1,000"))
            .Should()
            .BeEquivalentTo(
                new
                {
                    JsonPath = "Petals:Client:MaxPinged",
                    Expected = "an integer of 32 bits",
                    Found = "'1,000'",
                    Line = (int?)null,
                }
            );

    [Fact]
    public void The_culture_of_the_machine_does_not_change_a_text()
    {
        using var culture = new ForeignCulture();
        CultureInfo.CurrentCulture.DateTimeFormat.TimeSeparator = ".";

        DistributedMixtralConfig config = TinyOptions
            .Bound(
                """
                {"cLIENT": {"mINbACKOFF": 2.5, "banTimeout": "00:00:02.5", "SHOWROUTE": "INFERENCE"},
                "Model": {"rmsNormEps": 1e-6, "rOPEtHETA": "10000.5", "initializerRange": "-0.5"}, "PTUNE": {"TUNINGMODE": "DEEP_PTUNE"}}
                """
            )
            .Build();

        config.MinBackoff.Should().Be(TimeSpan.FromSeconds(2.5)).And.Be(config.BanTimeout);
        (config.RmsNormEps, config.RopeTheta, config.InitializerRange).Should().Be((1e-6, 10000.5, -0.5));
        config.TuningMode.Should().Be(TuningMode.DeepPTune);
    }

    private static DistributedMixtralOptions Bind(string line)
    {
        if (line[0] is '{' or '"')
        {
            return TinyOptions.Bound(line.Split(" + "));
        }

        DistributedMixtralOptions options = TinyOptions.New();
        string[] parts = line.Split('=', 2);
        options.Bind(TinyOptions.Texts((parts[0], parts[1])));
        return options;
    }

    private static string Changes(DistributedMixtralOptions options) =>
        string.Join(
            '\n',
            TinyOptions
                .New()
                .Build()
                .Differences(options.Build())
                .Select(difference => $"{difference.Key}: {difference.Value} -> {difference.OtherValue}")
                .DefaultIfEmpty("no difference")
        );
}
