namespace Petals.Mixtral.Config.Options;

/// <summary>The JSON schemas of what options may hold in appsettings.json.</summary>
internal static class OptionSchemas
{
    public const string Boolean = """{"type": "boolean"}""";
    public const string Integer = """{"type": "integer"}""";
    public const string Number = """{"type": "number"}""";
    public const string Text = """{"type": "string"}""";
    public const string Strings = """{"type": "array", "items": {"type": "string"}}""";

    /// <summary>Seconds as a number, as a text of one, or a time with colons.</summary>
    public const string Time = """{"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^(-?[0-9.]+([eE][+-]?[0-9]+)?|Infinity|-?([0-9]+\\.)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)$"}]}""";

    public const string TokenIds = """{"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]}""";
    public const string ShowRoute = """{"enum": [false, "inference", true, "Never", "Inference", "Always"]}""";
    public const string ChunkedForward = """{"enum": ["auto", true, false, "Auto", "True", "False"]}""";
    public const string TuningMode = """{"enum": ["ptune", "deep_ptune", "PTune", "DeepPTune"]}""";

    public static string OrNull(string schema) => $$"""{"anyOf": [{{schema}}, {"type": "null"}]}""";
}
