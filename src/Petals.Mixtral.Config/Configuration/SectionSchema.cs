using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>Creates the JSON schema of a section from the tables of options and settings.</summary>
internal static class SectionSchema
{
    public static string Create()
    {
        IEnumerable<(string, JsonObject)> options = LoadingOption.All.Select(option =>
            (option.Name, CreateSchema(option))
        );
        IEnumerable<(string, JsonObject)> parts = SectionPart.All.Select(part =>
            (part.Name, CreateObject(part.Settings.Select(setting => (setting.Name, setting.Kind.CreateSchema()))))
        );
        using var text = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                text,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            CreateObject(options.Concat(parts)).WriteTo(writer);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static JsonObject CreateSchema(LoadingOption option)
    {
        JsonObject schema = option.Kind.CreateSchema();
        if (option.Format is { } format)
        {
            schema["format"] = format;
        }

        return schema;
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
