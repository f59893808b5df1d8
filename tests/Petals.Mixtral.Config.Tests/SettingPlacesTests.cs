namespace Petals.Mixtral.Config.Tests;

/// <summary>
/// A setting has five places: a property of an interface, of a record, and of DistributedMixtralConfig, a line of the
/// table, and a line that reads it. Without a record property or a forwarder, the code does not compile. These tests
/// find the other missing places.
/// </summary>
public sealed class SettingPlacesTests
{
    private static readonly Dictionary<ConfigPart, Type> Interfaces = new()
    {
        [ConfigPart.Pretrained] = typeof(IPretrainedConfig),
        [ConfigPart.Mixtral] = typeof(IMixtralConfig),
        [ConfigPart.Client] = typeof(IClientConfig),
        [ConfigPart.PTune] = typeof(IPTuneConfig),
        [ConfigPart.LMHead] = typeof(ILMHeadConfig),
    };

    private static readonly string[] NotSettings =
    [
        nameof(IPretrainedConfig.ModelType),
        nameof(IPretrainedConfig.CommitHash),
        nameof(IPretrainedConfig.ExtraAttributes),
        nameof(IMixtralConfig.KeysToIgnoreAtInference),
    ];

    public static TheoryData<string> Keys => [.. Described.Select(setting => setting.Key)];

    private static IReadOnlyList<ConfigSetting> Described => new DistributedMixtralConfig().DescribeSettings();

    [Fact]
    public void Each_property_of_an_interface_is_a_setting_of_the_table() =>
        Interfaces
            .SelectMany(pair => Records.AbstractProperties(pair.Value).Select(property => (pair.Key, property.Name)))
            .Where(property => !NotSettings.Contains(property.Name))
            .Should()
            .BeSubsetOf(Described.Select(setting => (setting.Part, PropertyOf(setting.Key))));

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_setting_of_the_table_is_a_property_of_the_interface_of_its_part(string key) =>
        Interfaces[Described.Single(setting => setting.Key == key).Part]
            .GetProperty(PropertyOf(key))
            .Should()
            .NotBeNull("the interface has the documentation of {0}", key);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_setting_of_the_table_is_read_from_config_json(string key)
    {
        ConfigSetting setting = Described.Single(described => described.Key == key);
        Type type = typeof(DistributedMixtralConfig).GetProperty(PropertyOf(key))!.PropertyType;
        (object value, string json) = SampleValues.For(new ExpectedSetting(key, PropertyOf(key), setting.Value), type);

        // Python reads label2id only if the file has id2label.
        DistributedMixtralConfig config = Read($$"""{"id2label": {"0": "a"}, "{{key}}": {{json}}}""");

        config.DescribeSettings().Single(described => described.Key == key).Value.Should().Be(json);
        if (type != typeof(IReadOnlyDictionary<string, System.Text.Json.JsonElement>))
        {
            Records.Get(config, PropertyOf(key)).Should().BeEquivalentTo(value);
        }
    }

    private static string PropertyOf(string key) =>
        key switch
        {
            "id2label" => "Id2Label",
            "label2id" => "Label2Id",
            _ => string.Concat(
                key.Split('_', StringSplitOptions.RemoveEmptyEntries)
                    .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
            ),
        };
}
