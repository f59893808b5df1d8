using System.Text.Encodings.Web;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The JSON schemas that the package contains: of appsettings.json, and of config.json.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The name of the section in the README. A program may use any name.</summary>
    private const string Section = "Petals";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly (string Name, string Description, ConfigPart[] Parts)[] Parts =
    [
        ("Client", "Settings of the swarm client.", [ConfigPart.Client]),
        ("PTune", "Settings of prompt tuning.", [ConfigPart.PTune]),
        ("LMHead", "Settings of the language-model head.", [ConfigPart.LMHead]),
        ("Model", "Settings of the model.", [ConfigPart.Mixtral, ConfigPart.Pretrained]),
    ];

    /// <summary>The schema of appsettings.json.</summary>
    public static string Generate()
    {
        IEnumerable<(string, JsonObject)> options = typeof(DistributedMixtralOptions)
            .GetProperties()
            .Where(property => IsKey(property.Name))
            .Select(property =>
            {
                JsonObject schema = SettingSchema.InConfiguration(property.PropertyType);
                schema["description"] = XmlDocumentation.SummaryOf(property);
                return (property.Name, schema);
            });
        IEnumerable<(string, JsonObject)> parts = Parts.Select(part =>
        {
            JsonObject schema = CreateObject(
                SettingSchema
                    .All.Where(pair =>
                        part.Parts.Contains(pair.Setting.Part) && IsKey($"{part.Name}:{pair.Property.Name}")
                    )
                    .Select(pair =>
                        (
                            pair.Property.Name,
                            SettingSchema.Document(
                                SettingSchema.InConfiguration(pair.Property.PropertyType, pair.Setting.Key),
                                pair.Setting,
                                pair.Property
                            )
                        )
                    )
            );
            schema["description"] = part.Description;
            return (part.Name, schema);
        });
        JsonObject section = CreateObject(options.Concat(parts));
        var root = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Section] = section },
        };
        return root.ToJsonString(Format) + "\n";
    }

    /// <summary>The schema of config.json. Python keeps unknown keys, so any other key is valid.</summary>
    public static string GenerateForFile()
    {
        JsonObject settings = CreateObject(
            SettingSchema.All.Select(pair =>
                (
                    pair.Setting.Key,
                    SettingSchema.Document(
                        SettingSchema.InFile(pair.Setting, pair.Property),
                        pair.Setting,
                        pair.Property
                    )
                )
            )
        );
        settings.Remove("additionalProperties");
        settings["properties"]!["model_type"] = new JsonObject { ["const"] = new DistributedMixtralConfig().ModelType };
        settings.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return settings.ToJsonString(Format) + "\n";
    }

    private static bool IsKey(string path)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(path, (string?)null)])
            .Build();
        try
        {
            new DistributedMixtralOptions().Bind(configuration);
            return true;
        }
        catch (UnknownSettingException)
        {
            return false;
        }
    }

    private static JsonObject CreateObject(IEnumerable<(string Name, JsonObject Schema)> members) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(
                members
                    .OrderBy(member => member.Name, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))
            ),
        };
}
