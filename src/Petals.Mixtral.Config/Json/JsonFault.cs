using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>Words for faults of JSON texts.</summary>
internal static class JsonFault
{
    /// <summary>
    /// The message of the reader without its line number, which counts from 0, and its advice to change reader options.
    /// </summary>
    public static string Reason(Exception exception) =>
        exception.Message.Split([". Change", ". LineNumber:", " LineNumber:"], StringSplitOptions.None)[0].TrimEnd('.');

    /// <summary>The kind of value that begins with a token.</summary>
    public static string KindOf(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "a Boolean",
            JsonTokenType.Null => "null",
            _ => "nothing",
        };
}
