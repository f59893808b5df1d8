namespace Petals.Mixtral.Config.Tests;

/// <summary>Compares the types with the list of the settings of the Python classes.</summary>
public sealed class SettingsTests
{
    public static TheoryData<string> Keys => [.. ExpectedSettings.All.Select(setting => setting.Key)];

    [Fact]
    public void Each_part_has_the_settings_of_its_Python_class_and_no_others()
    {
        PropertiesOf<IPretrainedConfig>(["ModelType", .. ExpectedSettings.NotInFiles])
            .Should()
            .BeEquivalentTo(Names(ExpectedSettings.Pretrained));
        PropertiesOf<IMixtralConfig>("KeysToIgnoreAtInference")
            .Should()
            .BeEquivalentTo(Names(ExpectedSettings.Mixtral));
        PropertiesOf<IClientConfig>().Should().BeEquivalentTo(Names(ExpectedSettings.Client)).And.HaveCount(17);
        PropertiesOf<IPTuneConfig>().Should().BeEquivalentTo(Names(ExpectedSettings.PTune)).And.HaveCount(2);
        PropertiesOf<ILMHeadConfig>().Should().BeEquivalentTo(Names(ExpectedSettings.LMHead)).And.HaveCount(2);
    }

    [Fact]
    public void MixtralConfig_has_the_23_settings_of_its_own_constructor()
    {
        // head_dim came later; the pad token has PretrainedConfig's default.
        Names(ExpectedSettings.Mixtral)
            .Where(name => name != "HeadDim")
            .Concat(Names(ExpectedSettings.MixtralOverrides))
            .Append("PadTokenId")
            .Should()
            .HaveCount(23)
            .And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_default_is_the_one_of_Python() =>
        new DistributedMixtralConfig()
            .DescribeSettings()
            .Should()
            .BeEquivalentTo(
                ExpectedSettings.All.Select(setting => new
                {
                    setting.Key,
                    Value = setting.Default,
                    Origin = SettingOrigin.Default,
                })
            );

    [Fact]
    public void PretrainedConfig_by_itself_has_its_own_defaults()
    {
        var config = new PretrainedConfig();

        config.TieWordEmbeddings.Should().BeTrue();
        config.BosTokenId.Should().BeNull();
        config.EosTokenId.Should().BeNull();
        config.ModelType.Should().BeEmpty();
    }

    [Fact]
    public void The_settings_are_described_in_the_order_of_the_text() =>
        new DistributedMixtralConfig()
            .DescribeSettings()
            .Select(setting => setting.Key)
            .Should()
            .BeInAscendingOrder(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_in_the_file_reaches_its_property_and_no_other(string key)
    {
        (ExpectedSetting setting, object value, string json) = Sample(key);

        // As in Python, label2id is read only if the file has id2label.
        string beside = key == "label2id" ? "\"id2label\": {}, " : "";
        DistributedMixtralConfig config = Read($"{{{beside}\"{key}\": {json}}}");

        Records.Get(config, setting.Property).Should().BeEquivalentTo(value, WithJson);
        config
            .DescribeSettings()
            .Single(described => described.Key == key)
            .Should()
            .Match<ConfigSetting>(described => described.Value == json && described.Origin == SettingOrigin.File);
        OthersThan(setting, config).Should().Equal(OthersThan(setting, new DistributedMixtralConfig()));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_with_expression_changes_the_part_of_the_copy_and_not_the_original(string key)
    {
        (ExpectedSetting setting, object value, string json) = Sample(key);
        var original = new DistributedMixtralConfig();
        string text = original.ToJsonString(useDiff: false);

        DistributedMixtralConfig copy = Records.With(original, setting.Property, value);

        Records.Get(PartOf(copy, setting), setting.Property).Should().BeEquivalentTo(value, WithJson);
        Records.Get(copy, setting.Property).Should().BeEquivalentTo(value, WithJson);
        OthersThan(setting, copy).Should().Equal(OthersThan(setting, original));
        copy.Should().NotBe(original);
        original.ToJsonString(useDiff: false).Should().Be(text);
        copy.DescribeSettings()
            .Single(described => described.Key == key)
            .Should()
            .Match<ConfigSetting>(described => described.Value == json && described.Origin == SettingOrigin.Option);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_changed_value_is_written_and_read_back(string key)
    {
        (ExpectedSetting setting, object value, _) = Sample(key);
        DistributedMixtralConfig changed = Records.With(new DistributedMixtralConfig(), setting.Property, value);

        DistributedMixtralConfig again = Read(changed.ToJsonString());

        // As in Python, a config of a file with only id2label has no label2id, and label2id by itself has no effect.
        string[] labels = key is "id2label" or "label2id" ? ["Label2Id", "Id2Label"] : [];
        again
            .Should()
            .BeEquivalentTo(
                changed,
                options =>
                    WithJson(options)
                        .Excluding(member =>
                            member.Name == "TransformersVersion"
                            || member.Name == "Blocks"
                            || member.Name == "PromptTensors"
                            || labels.Contains(member.Name)
                            || member.Name == "Model"
                        )
            );
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_update_by_key_is_a_copy_with_that_value(string key)
    {
        (ExpectedSetting setting, object value, string json) = Sample(key);
        var original = new DistributedMixtralConfig();

        original.Update(key, JsonElement.Parse(json)).Should().Be(Records.With(original, setting.Property, value));
    }

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<T> WithJson<T>(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<T> options
    ) =>
        options
            .Using<JsonElement>(pair => JsonElement.DeepEquals(pair.Subject, pair.Expectation).Should().BeTrue())
            .WhenTypeIs<JsonElement>();

    private static IEnumerable<string> PropertiesOf<T>(params ReadOnlySpan<string> except)
    {
        string[] excepted = [.. except];
        return [.. Records.AbstractProperties(typeof(T)).Select(property => property.Name).Except(excepted)];
    }

    private static IEnumerable<string> Names(IEnumerable<ExpectedSetting> settings) =>
        settings.Select(setting => setting.Property);

    private static (ExpectedSetting Setting, object Value, string Json) Sample(string key)
    {
        ExpectedSetting setting = ExpectedSettings.All.Single(setting => setting.Key == key);
        (object value, string json) = SampleValues.For(
            setting,
            typeof(DistributedMixtralConfig).GetProperty(setting.Property)!.PropertyType
        );
        return (setting, value, json);
    }

    private static object PartOf(DistributedMixtralConfig config, ExpectedSetting setting) =>
        ((object[])[config.Model, config.Client, config.PTune, config.LMHead]).Single(part =>
            part.GetType().GetProperty(setting.Property) is not null
        );

    private static IEnumerable<(string Key, string Value)> OthersThan(
        ExpectedSetting setting,
        DistributedMixtralConfig config
    ) =>
        config
            .DescribeSettings()
            .Where(described =>
                described.Key != setting.Key
                && !(setting.Key == "id2label" && described.Key == "label2id")
                && !(setting.Key == "label2id" && described.Key == "id2label")
            )
            .Select(described => (described.Key, described.Value));
}
