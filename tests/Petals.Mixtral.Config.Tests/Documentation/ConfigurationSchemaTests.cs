namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The schema for appsettings.json in the package.</summary>
public sealed class ConfigurationSchemaTests
{
    [Fact]
    public void The_packed_schema_is_generated_from_the_options_and_their_documentation()
    {
        string packed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConfigurationSchema.json"));

        ApprovedFile.ShouldBe(
            "src/Petals.Mixtral.Config/ConfigurationSchema.json",
            packed,
            ConfigurationSchema.Generate()
        );
    }
}
