namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The schema that the package brings for appsettings.json.</summary>
public sealed class ConfigurationSchemaTests
{
    [Fact]
    public void It_is_what_the_options_and_their_documentation_give()
    {
        string packed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ConfigurationSchema.json"))
            .ReplaceLineEndings("\n");
        string generated = ConfigurationSchema.Generate();
        string copy = Path.Combine(Path.GetTempPath(), "ConfigurationSchema.generated.json");
        if (packed != generated)
        {
            File.WriteAllText(copy, generated);
        }

        packed
            .Should()
            .Be(
                generated,
                "an option or its documentation changed; to mend it, copy '{0}' to "
                    + "src/Petals.Mixtral.Config/ConfigurationSchema.json",
                copy
            );
    }
}
