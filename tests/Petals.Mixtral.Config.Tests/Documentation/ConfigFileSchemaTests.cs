namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The schema of config.json, and what both schemas state about a setting.</summary>
public sealed class ConfigFileSchemaTests
{
    private static readonly JsonNode InFile = JsonNode.Parse(ConfigurationSchema.GenerateForFile())!["properties"]!;

    private static readonly JsonNode InSection = JsonNode.Parse(ConfigurationSchema.Generate())!["properties"]![
        "Petals"
    ]!["properties"]!;

    public static TheoryData<string> Keys => [.. SettingSchema.All.Select(pair => pair.Setting.Key)];

    [Fact]
    public void The_packed_schema_of_config_json_is_generated_from_the_table() =>
        ApprovedFile.ShouldBe(
            "src/Petals.Mixtral.Config/ConfigFileSchema.json",
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConfigFileSchema.json")),
            ConfigurationSchema.GenerateForFile()
        );

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_schema_of_config_json_has_the_default_of_each_setting(string key) =>
        JsonNode
            .DeepEquals(
                InFile[key]!["default"],
                JsonNode.Parse(SettingSchema.All.Single(pair => pair.Setting.Key == key).Setting.Value)
            )
            .Should()
            .BeTrue();

    [Theory]
    [InlineData("num_hidden_layers", "Model:NumHiddenLayers", "minimum", 1)]
    [InlineData("max_pinged", "Client:MaxPinged", "minimum", 0)]
    [InlineData("request_timeout", "Client:RequestTimeout", "minimum", 0)]
    [InlineData("rope_theta", "Model:RopeTheta", "exclusiveMinimum", 0)]
    public void Both_schemas_have_the_minimum_that_the_rules_allow(string key, string path, string keyword, int minimum)
    {
        string[] names = path.Split(':');

        InFile[key]![keyword]!.GetValue<int>().Should().Be(minimum);
        InSection[names[0]]!["properties"]![names[1]]![keyword]!.GetValue<int>().Should().Be(minimum);
    }

    [Fact]
    public void Null_is_allowed_in_config_json_only_if_FromJson_reads_it()
    {
        InFile["vocab_size"]!["type"]!.ToJsonString().Should().Be("\"integer\"");
        InFile["num_key_value_heads"]!["type"]!.ToJsonString().Should().Be("[\"integer\",\"null\"]");
        InFile["max_retries"]!["type"]!.ToJsonString().Should().Be("[\"integer\",\"null\"]");
    }
}
