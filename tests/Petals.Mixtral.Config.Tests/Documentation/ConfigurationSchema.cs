using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Adds the documentation of the options and settings to the schema of the library.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The name of the section in the README. A program may use any name.</summary>
    private const string Section = "Petals";

    private static readonly Dictionary<string, (string Description, Type[] Types)> Parts = new()
    {
        ["Client"] = ("Settings of the swarm client.", [typeof(IClientConfig)]),
        ["PTune"] = ("Settings of prompt tuning.", [typeof(IPTuneConfig)]),
        ["LMHead"] = ("Settings of the language-model head.", [typeof(ILMHeadConfig)]),
        ["Model"] = ("Settings of the model.", [typeof(IMixtralConfig), typeof(IPretrainedConfig)]),
    };

    public static string Generate()
    {
        JsonObject section = JsonNode.Parse(DistributedMixtralOptions.GetJsonSchema())!.AsObject();
        foreach ((string name, JsonNode? member) in PropertiesOf(section))
        {
            if (Parts.TryGetValue(name, out (string Description, Type[] Types) part))
            {
                member!["description"] = part.Description;
                Document(member.AsObject(), part.Types);
            }
        }

        Document(section, [typeof(DistributedMixtralOptions)]);
        var root = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Section] = section },
        };
        var format = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return root.ToJsonString(format) + "\n";
    }

    private static JsonObject PropertiesOf(JsonObject schema) => schema["properties"]!.AsObject();

    private static void Document(JsonObject schema, Type[] types)
    {
        foreach ((string name, JsonNode? member) in PropertiesOf(schema))
        {
            if (types.Select(type => type.GetProperty(name)).FirstOrDefault(found => found is not null) is { } property)
            {
                member!["description"] = XmlDocumentation.SummaryOf(property);
            }
        }
    }
}
