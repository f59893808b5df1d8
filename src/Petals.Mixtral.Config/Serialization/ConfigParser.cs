using System.Text;
using System.Text.Json;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Finds in one pass where each setting of a config text stands, and which keys have no property.</summary>
internal static class ConfigParser
{
    /// <summary>Fills <paramref name="document"/> from its text.</summary>
    /// <param name="document">A new document.</param>
    /// <exception cref="ConfigFormatException">The text is not UTF-8, not JSON, or not an object.</exception>
    public static void Parse(ConfigDocument document)
    {
        JsonSlice whole = document.Text;
        ConfigTextChecks.ThrowIfNotText(document.Name, whole.Text);

        var reader = new Utf8JsonReader(whole.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        Setting? current = null;
        try
        {
            Read(ref reader, document, ref current);
            NumberLength.ThrowIfTooLong(document.Name, whole);
        }
        catch (JsonException exception)
        {
            // The reader counts lines and bytes from 0.
            var position = new TextPosition(
                (int)(exception.LineNumber ?? 0) + 1,
                (int)(exception.BytePositionInLine ?? 0) + 1
            );
            int offset = (int)reader.BytesConsumed;
            string found = Excerpt.Of(whole.Text[offset..].TrimStart(" \t\r\n"u8));

            // Where bare constants are masked, the reader may speak of the zeros that it saw in their place.
            string reason = ReferenceEquals(whole.Bytes, whole.MaskedBytes) ? $" ({JsonFault.Reason(exception)})" : "";
            throw new ConfigFormatException(
                document.Name,
                current is { } key ? $"$.{key.Key()}" : "$",
                position,
                "valid JSON",
                $"{found}{reason}",
                exception
            );
        }
    }

    private static void Read(ref Utf8JsonReader reader, ConfigDocument document, ref Setting? current)
    {
        List<JsonMember>? extras = null;
        Setting previous = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ConfigFormatException(
                document.Name,
                "$",
                new TextPosition(1, 1),
                "a JSON object",
                Excerpt.Of(document.Text.Text)
            );
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameStart = (int)reader.TokenStartIndex;
            int nameLength = reader.ValueSpan.Length + 2;
            string? escapedName = reader.ValueIsEscaped
                ? JsonText.Decode(document.Text.Text.Slice(nameStart, nameLength))
                : null;
            current = SettingTable.Find(
                escapedName is null ? reader.ValueSpan : Encoding.UTF8.GetBytes(escapedName),
                previous
            );
            previous = current ?? previous;

            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            int length = (int)reader.BytesConsumed - start;
            if (current is { } known && (document.WithPetals || !known.IsPetals()))
            {
                document.SetPiece(known, start, length);
            }
            else
            {
                (extras ??= []).Add(new JsonMember(nameStart, nameLength, start, length));
            }
        }

        // Only white space may follow; the reader says so where it is not.
        current = null;
        reader.Read();
        document.Extras = extras is null ? JsonMembers.Empty : JsonMembers.In(document.Text, extras);
    }
}
