using System.Text.Unicode;

namespace Petals.Mixtral.Config.Json;

/// <summary>Checks that a text is a JSON object that Python can read.</summary>
internal static class JsonCheck
{
    private const string Expected = "a JSON object";
    private const string Conflict = "a merge conflict of git; resolve it";

    /// <summary>Checks the whole text. Returns null if it is valid.</summary>
    public static TextFault? FindFault(JsonSlice json)
    {
        if (FindTextFault(json.Text) is { } fault)
        {
            return fault;
        }

        Utf8JsonReader reader = json.CreateReader();
        try
        {
            reader.Read();
            bool isObject = reader.TokenType is JsonTokenType.StartObject;
            while (isObject && reader.Read())
            {
                // The reader throws if the text is not valid.
            }

            return isObject ? null : NotAnObject(json.Text);
        }
        catch (JsonException exception)
        {
            return Describe(exception, json, (int)reader.BytesConsumed);
        }
    }

    /// <summary>Recognizes what files often contain instead of JSON. Returns null if the text may be JSON.</summary>
    public static TextFault? FindTextFault(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = text.TrimStart(" \t\r\n"u8);
        string? found = text switch
        {
            _ when start.IsEmpty => text.IsEmpty ? "an empty text" : "only white space",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16; save the file as UTF-8",
            _ when IsConflict(text) => Conflict,
            _ when start.StartsWith("<?xml"u8) && text.IndexOf("<html"u8) < 0 => $"XML: {Excerpt.Of(text)}",
            _ when start.StartsWith("<"u8) => $"what looks like a web page: {Excerpt.Of(text)}",
            _ => PointerText.Describe(text),
        };
        if (found is not null)
        {
            return new TextFault(Expected, found);
        }

        if (Utf8.IsValid(text))
        {
            return null;
        }

        int offset = FirstInvalid(text);
        string invalid = $"the byte 0x{text[offset]:X2}, which is not part of it";
        return new TextFault("UTF-8", invalid, TextPosition.Of(text, offset));
    }

    public static TextFault NotAnObject(ReadOnlySpan<byte> text) =>
        new(Expected, Excerpt.Of(text), new TextPosition(1, 1));

    public static TextFault Describe(JsonException exception, JsonSlice json, int consumed)
    {
        // The reader counts lines and bytes from 0.
        var position = new TextPosition(
            (int)(exception.LineNumber ?? 0) + 1,
            (int)(exception.BytePositionInLine ?? 0) + 1
        );
        ReadOnlySpan<byte> rest = json.Text[consumed..].TrimStart(" \t\r\n,"u8);
        if (IsConflict(rest))
        {
            return new TextFault("valid JSON", Conflict, position);
        }

        string found = Excerpt.Of(json.Text[consumed..].TrimStart(" \t\r\n"u8));

        // If constants are masked, the reader may report the zeros in their place.
        string reason = ReferenceEquals(json.Bytes, json.MaskedBytes) ? $" ({Reason(exception)})" : "";
        return new TextFault("valid JSON", found + reason, position);
    }

    /// <summary>
    /// The message of the reader without its line number, which counts from 0, and its advice to change reader options.
    /// </summary>
    public static string Reason(Exception exception) =>
        exception.Message.Split([". Change", ". LineNumber:", " LineNumber:"], StringSplitOptions.None)[0].TrimEnd('.');

    private static bool IsConflict(ReadOnlySpan<byte> text) =>
        text.StartsWith("<<<<<<<"u8) || text.StartsWith("=======\n"u8) || text.StartsWith(">>>>>>> "u8);

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out int length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
