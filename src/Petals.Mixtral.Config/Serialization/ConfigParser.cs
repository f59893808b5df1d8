using System.Text.Json;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Finds in one pass where a config text has each setting, and which keys are extra attributes.</summary>
internal static class ConfigParser
{
    /// <exception cref="ConfigFormatException">The text is not UTF-8, not JSON, or not an object.</exception>
    public static void Parse(ConfigSource source)
    {
        JsonSlice whole = source.Text;
        ConfigTextChecks.ThrowIfNotText(source.Name, whole.Text);

        var reader = new Utf8JsonReader(whole.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        Setting? current = null;
        try
        {
            Read(ref reader, source, ref current);
            NumberLength.ThrowIfTooLong(source.Name, whole);
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

            // If constants are masked, the reader may report the zeros in their place.
            string reason = ReferenceEquals(whole.Bytes, whole.MaskedBytes) ? $" ({JsonFault.Reason(exception)})" : "";
            throw new ConfigFormatException(
                source.Name,
                current is { } key ? $"$.{key.Key}" : "$",
                position,
                "valid JSON",
                $"{found}{reason}",
                exception
            );
        }
    }

    private static void Read(ref Utf8JsonReader reader, ConfigSource source, ref Setting? current)
    {
        List<JsonMember>? extras = null;
        int previous = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ConfigFormatException(
                source.Name,
                "$",
                new TextPosition(1, 1),
                "a JSON object",
                Excerpt.Of(source.Text.Text)
            );
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameStart = (int)reader.TokenStartIndex;
            int nameLength = reader.ValueSpan.Length + 2;
            ReadOnlySpan<byte> name = reader.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(JsonText.Decode(source.Text.Text.Slice(nameStart, nameLength)))
                : reader.ValueSpan;
            current = SettingTable.Find(name, previous);
            previous = current?.Index ?? previous;
            bool isReserved = current is null && ReservedKeys.Contains(name, source.WithPetals);

            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            int length = (int)reader.BytesConsumed - start;
            if (current is { } known && (source.WithPetals || !known.IsPetals))
            {
                source.SetText(known, start, length);
            }
            else if (!isReserved)
            {
                (extras ??= []).Add(new JsonMember(nameStart, nameLength, start, length));
            }
        }

        // The reader reports anything but white space after the object.
        current = null;
        reader.Read();
        source.Extras = extras is null ? JsonMembers.Empty : JsonMembers.In(source.Text, extras);
    }
}
