using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>What is wrong with a JSON text, in words for who wrote it.</summary>
internal static class JsonFault
{
    /// <summary>What the reader says, without its own count of lines and its advice on options that a user does not
    /// have.</summary>
    public static string Reason(Exception exception) =>
        exception.Message.Split([". Change", ". LineNumber:", " LineNumber:"], StringSplitOptions.None)[0].TrimEnd('.');

    /// <summary>The kind of value that a token begins.</summary>
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
