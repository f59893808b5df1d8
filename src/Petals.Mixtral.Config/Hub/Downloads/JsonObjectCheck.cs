using System.Text.Json;
using System.Text.Unicode;
using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Whether a file is a JSON object, as Python reads JSON.</summary>
internal static class JsonObjectCheck
{
    private const int MaxExcerpt = 8 * 1024;

    /// <summary>Why it is none; <see langword="null"/> where it is one.</summary>
    /// <param name="content">The file.</param>
    /// <param name="show">Makes of a piece of it what a message may show.</param>
    public static string? FaultIn(Stream content, Func<string, string> show)
    {
        byte[] text = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(text);
        text = text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;

        ReadOnlySpan<byte> trimmed = text.AsSpan().Trim(" \t\r\n"u8);
        return !trimmed.StartsWith("{"u8)
                ? "found "
                    + $"{(trimmed.IsEmpty ? "nothing" : show(Encoding.UTF8.GetString(trimmed[..Math.Min(trimmed.Length, MaxExcerpt)]).ReplaceLineEndings(" ")))}"
            : !Utf8.IsValid(text) ? "it is not UTF-8"
            : SyntaxFaultIn(text);
    }

    private static string? SyntaxFaultIn(byte[] text)
    {
        var reader = new Utf8JsonReader(JsonSlice.Of(text).Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        try
        {
            while (reader.Read())
            {
                // Reading it to the end is all.
            }

            return null;
        }
        catch (JsonException exception)
        {
            return $"line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1} "
                + "cannot be read";
        }
    }
}
