using System.Text.Json;

namespace Petals.Mixtral.Config.Checkpoints;

internal static class TokenText
{
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
