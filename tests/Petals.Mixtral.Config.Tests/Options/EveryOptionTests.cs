using System.Reflection;
using Petals.Mixtral.Config.Options;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Options;

/// <summary>Each option of each part, held against the setting of the same name.</summary>
public sealed class EveryOptionTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((string section, Type type) in Sections)
            {
                foreach (PropertyInfo property in Properties(type))
                {
                    data.Add(section, property.Name);
                }
            }

            return data;
        }
    }

    private static (string Name, Type Type)[] Sections =>
        [
            ("Client", typeof(ClientOptions)),
            ("PTune", typeof(PTuneOptions)),
            ("LMHead", typeof(LMHeadOptions)),
            ("Model", typeof(ModelOptions)),
        ];

    [Fact]
    public void Each_part_has_an_option_for_each_setting_but_those_that_a_file_alone_holds()
    {
        string[] files =
        [
            "Id2Label",
            "Label2Id",
            "PrunedHeads",
            "TaskSpecificParams",
            "ProblemType",
            "TransformersVersion",
        ];

        Names<ClientOptions>()
            .Should()
            .BeEquivalentTo(
                ExpectedSettings.Client.Select(setting => setting.Property).Where(name => name != "DhtPrefix")
            );
        Names<PTuneOptions>().Should().BeEquivalentTo(ExpectedSettings.PTune.Select(setting => setting.Property));
        Names<LMHeadOptions>().Should().BeEquivalentTo(ExpectedSettings.LMHead.Select(setting => setting.Property));
        Names<ModelOptions>()
            .Should()
            .BeEquivalentTo(
                ExpectedSettings
                    .Mixtral.Concat(ExpectedSettings.Pretrained)
                    .Select(setting => setting.Property)
                    .Except(files)
            );
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_that_is_bound_reaches_the_setting_of_its_name_and_no_other(string section, string name)
    {
        (object value, string json) = Sample(name);

        ShouldHaveChangedOnly(TinyOptions.Bound($$$"""{"{{{section}}}": {"{{{name}}}": {{{json}}}}}"""), name, value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_option_that_is_set_in_code_reaches_the_setting_of_its_name_and_no_other(string section, string name)
    {
        DistributedMixtralOptions options = TinyOptions.New();
        object part = Records.Get(options, section)!;
        object value = Sample(name).Value;

        part.GetType().GetProperty(name)!.SetValue(part, value);

        Records.Get(part, name).Should().BeEquivalentTo(value);
        ShouldHaveChangedOnly(options, name, value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Null_in_code_is_a_value_where_the_setting_may_be_null_and_takes_the_option_back_where_not(
        string section,
        string name
    )
    {
        DistributedMixtralOptions options = TinyOptions.New();
        object part = Records.Get(options, section)!;
        PropertyInfo property = part.GetType().GetProperty(name)!;
        property.SetValue(part, Sample(name).Value);

        property.SetValue(part, null);

        property.GetValue(part).Should().BeNull();
        ShouldHaveChangedOnly(options, name, MayBeNull(name) ? null : Records.Get(TinyOptions.New().Build(), name));
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

    private static IEnumerable<string> Names<T>() => Properties(typeof(T)).Select(property => property.Name);

    private static PropertyInfo[] Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
