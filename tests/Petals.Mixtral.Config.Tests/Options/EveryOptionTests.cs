using System.Reflection;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>Each option of each part, held against the setting of the same name.</summary>
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

    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            Add("Client", ExpectedSettings.Client.Where(setting => setting.Property != "DhtPrefix"));
            Add("PTune", ExpectedSettings.PTune);
            Add("LMHead", ExpectedSettings.LMHead);
            Add(
                "Model",
                ExpectedSettings
                    .Mixtral.Concat(ExpectedSettings.Pretrained)
                    .Where(setting => !InConfigJsonOnly.Contains(setting.Property))
            );
            return data;

            void Add(string section, IEnumerable<ExpectedSetting> settings)
            {
                foreach (ExpectedSetting setting in settings)
                {
                    data.Add(section, setting.Property);
                }
            }
        }
    }

    public static TheoryData<string> NotInAConfiguration => [.. InConfigJsonOnly];

    [Theory]
    [MemberData(nameof(NotInAConfiguration))]
    public void A_setting_that_only_config_json_has_is_an_unknown_option(string name) =>
        FluentActions
            .Invoking(() => TinyOptions.Bound($$$"""{"Model": {"{{{name}}}": "x"}}"""))
            .Should()
            .Throw<UnknownSettingException>();

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_that_is_bound_reaches_the_setting_of_its_name_and_no_other(string section, string name)
    {
        (object value, string json) = Sample(name);

        ShouldHaveChangedOnly(TinyOptions.Bound($$$"""{"{{{section}}}": {"{{{name}}}": {{{json}}}}}"""), name, value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Null_in_a_configuration_is_a_value_where_the_setting_may_be_null_and_says_nothing_where_not(
        string section,
        string name
    )
    {
        (object value, string json) = Sample(name);
        DistributedMixtralOptions options = TinyOptions.Bound($$$"""{"{{{section}}}": {"{{{name}}}": {{{json}}}}}""");

        options.Bind(TinyOptions.Section($$$"""{"{{{section}}}": {"{{{name}}}": null}}"""));

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

        FluentActions
            .Invoking(() => TinyOptions.Bound($$$"""{"{{{section}}}": {"{{{name}}}": {{{nested}}}}}"""))
            .Should()
            .Throw<ConfigFormatException>()
            .Which.JsonPath.Should()
            .StartWith($"Petals:{section}:{name}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_key_is_found_in_any_case(string section, string name)
    {
        (object value, string json) = Sample(name);

        ShouldHaveChangedOnly(
            TinyOptions.Bound(
                $$$"""{"{{{section.ToUpperInvariant()}}}": {"{{{name.ToLowerInvariant()}}}": {{{json}}}}}"""
            ),
            name,
            value
        );
    }

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
