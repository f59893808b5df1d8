namespace Petals.Mixtral.Config.Json;

/// <summary>Strings as JSON text contains them: bytes with quotes and escapes.</summary>
internal static class JsonText
{
    /// <summary>Decodes a quoted string. Like Python, it keeps a lone surrogate, which System.Text.Json
    /// rejects.</summary>
    public static string Decode(ReadOnlySpan<byte> quoted)
    {
        string text = Encoding.UTF8.GetString(quoted[1..^1]);

        // All escapes of JSON mean the same in a regular expression.
        return text.Contains('\\') ? Regex.Unescape(text) : text;
    }
}
