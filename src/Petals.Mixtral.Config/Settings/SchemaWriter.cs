using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Settings;

/// <summary>Writes the JSON schema of one value. Null is allowed everywhere: it is a value, or it sets nothing.</summary>
internal sealed class SchemaWriter
{
    public JsonObject Schema { get; } = [];

    public void Type(string name) => Schema["type"] = new JsonArray(name, "null");

    public void Items(string type) => Schema["items"] = new JsonObject { ["type"] = type };

    public void Format(string name) => Schema["format"] = name;

    public void Pattern(string pattern)
    {
        Schema["type"] = "string";
        Schema["pattern"] = pattern;
    }

    public void Examples(params string[] names) =>
        Schema["examples"] = new JsonArray([.. names.Select(name => (JsonNode)name)]);

    /// <summary>One of a few values, given as JSON texts.</summary>
    public void Enum(IEnumerable<string> values) =>
        Schema["enum"] = new JsonArray([.. values.Select(value => JsonNode.Parse(value)), null]);

    public void AnyOf(params Action<SchemaWriter>[] alternatives) =>
        Schema["anyOf"] = new JsonArray([.. alternatives.Select(Describe)]);

    public static JsonObject Describe(Action<SchemaWriter> describe)
    {
        var writer = new SchemaWriter();
        describe(writer);
        return writer.Schema;
    }
}
