namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>Compares each option of each part with the setting of the same name.</summary>
public sealed class EveryOptionTests
{
    private static readonly string[] InConfigJsonOnly =
    [
        "Id2Label",
        "Label2Id",
        "PrunedHeads",
        "TaskSpecificParams",
        "TransformersVersion",
    ];

    public static TheoryData<string, string> All =>
        [
            .. In("Client", ExpectedSettings.Client.Where(setting => setting.Property != "DhtPrefix")),
            .. In("PTune", ExpectedSettings.PTune),
            .. In("LMHead", ExpectedSettings.LMHead),
            .. In(
                "Model",
                ExpectedSettings
                    .Mixtral.Concat(ExpectedSettings.Pretrained)
                    .Where(setting => !InConfigJsonOnly.Contains(setting.Property))
            ),
        ];

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_in_any_case_sets_the_setting_of_its_name_and_null_resets_it_if_it_may_be_null(
        string section,
        string name
    )
    {
        (object value, string json) = Sample(name);
        DistributedMixtralOptions options = TinyOptions.Bound(Json(section, name, json));
        ShouldHaveChangedOnly(options, name, value);
        ShouldHaveChangedOnly(
            TinyOptions.Bound(Json(section.ToUpperInvariant(), name.ToLowerInvariant(), json)),
            name,
            value
        );

        options.Bind(TinyOptions.Section(Json(section, name, "null")));

        ShouldHaveChangedOnly(options, name, MayBeNull(name) ? null : value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_section_in_place_of_a_value_is_an_error_that_names_the_key(string section, string name)
    {
        string nested = name
            is "InitialPeers"
                or "AllowedServers"
                or "BlockedServers"
                or "Architectures"
                or "EosTokenId"
            ? """[["x"]]"""
            : """{"Inner": "x"}""";

        Throws<ConfigFormatException>(() => TinyOptions.Bound(Json(section, name, nested)))
            .JsonPath.Should()
            .StartWith($"Petals:{section}:{name}");
    }

    private static IEnumerable<(string Section, string Name)> In(
        string section,
        IEnumerable<ExpectedSetting> settings
    ) => settings.Select(setting => (section, setting.Property));

    private static string Json(string section, string name, string value) =>
        $$$"""{"{{{section}}}": {"{{{name}}}": {{{value}}}}}""";

    private static void ShouldHaveChangedOnly(DistributedMixtralOptions options, string name, object? value)
    {
        DistributedMixtralConfig config = options.Build();
        DistributedMixtralConfig untouched = TinyOptions.New().Build();
        string key = ExpectedSettings.All.Single(setting => setting.Property == name).Key;

        Records.Get(config, name).Should().BeEquivalentTo(value);
        Others(config).Should().Equal(Others(untouched));
        config.LoadedFrom.Should().Be(untouched.LoadedFrom);
        config.CommitHash.Should().Be(untouched.CommitHash);

        IEnumerable<(string, string, SettingOrigin)> Others(DistributedMixtralConfig of) =>
            of.DescribeSettings()
                .Where(setting => setting.Key != key)
                .Select(setting => (setting.Key, setting.Value, setting.Origin));
    }

    private static bool MayBeNull(string name) =>
        new NullabilityInfoContext().Create(typeof(DistributedMixtralConfig).GetProperty(name)!).WriteState
        == NullabilityState.Nullable;

    private static (object Value, string Json) Sample(string name) =>
        SampleValues.For(
            ExpectedSettings.All.Single(setting => setting.Property == name),
            typeof(DistributedMixtralConfig).GetProperty(name)!.PropertyType
        );
}
