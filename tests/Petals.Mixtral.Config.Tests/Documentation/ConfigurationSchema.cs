using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Petals.Mixtral.Config.Options;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Makes the JSON schema of a section of appsettings.json from the options and their documentation.</summary>
internal static class ConfigurationSchema
{
    /// <summary>What the README calls the section; a program may call it anything.</summary>
    private const string Section = "Petals";

    private const string Time =
        "^(-?[0-9.]+([eE][+-]?[0-9]+)?|Infinity|-?([0-9]+\\.)?([01]?[0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)$";

    /// <summary>What only code can give.</summary>
    private static readonly Type[] InCodeOnly = [typeof(HttpClient), typeof(ConfigEnvironment)];

    /// <summary>Null is the value or none, and so may stand anywhere.</summary>
    private static readonly Dictionary<Type, string> Schemas = new()
    {
        [typeof(bool)] = """{"type": ["boolean", "null"]}""",
        [typeof(int)] = """{"type": ["integer", "null"]}""",
        [typeof(double)] = """{"type": ["number", "null"]}""",
        [typeof(string)] = """{"type": ["string", "null"]}""",
        [typeof(Uri)] = """{"type": ["string", "null"], "format": "uri"}""",
        [typeof(TorchDtype)] =
            """{"type": ["string", "null"], "examples": ["bfloat16", "float16", "float32", "auto"]}""",
        [typeof(IReadOnlyList<string>)] = """{"type": ["array", "null"], "items": {"type": "string"}}""",
        [typeof(TokenIds)] =
            """{"anyOf": [{"type": ["integer", "null"]}, {"type": "array", "items": {"type": "integer"}}]}""",
        [typeof(TimeSpan)] =
            $$"""{"anyOf": [{"type": ["number", "null"]}, {"type": "string", "pattern": {{JsonValue.Create(Time).ToJsonString()}}}]}""",
        [typeof(ShowRoute)] = """{"enum": [false, "inference", true, null]}""",
        [typeof(ChunkedForward)] = """{"enum": ["auto", true, false, null]}""",
        [typeof(TuningMode)] = """{"enum": ["ptune", "deep_ptune", null]}""",
    };

    public static string Generate()
    {
        var root = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Section] = Object(typeof(DistributedMixtralOptions)) },
        };
        var format = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return root.ToJsonString(format) + "\n";
    }

    private static JsonObject Object(Type type)
    {
        var properties = new JsonObject();
        foreach (
            PropertyInfo property in type.GetProperties()
                .Where(property => !InCodeOnly.Contains(property.PropertyType))
                .OrderBy(property => property.Name, StringComparer.Ordinal)
        )
        {
            Type held = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            JsonObject schema = held.IsSubclassOf(typeof(SettingOptions))
                ? Object(held)
                : JsonNode.Parse(Schemas[held])!.AsObject();
            schema["description"] = XmlDocumentation.SummaryOf(property);
            properties[property.Name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }
}
