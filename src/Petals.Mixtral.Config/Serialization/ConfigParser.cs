using System.Text.Json;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Finds in one pass where a config text has each setting, and which keys are extra attributes.</summary>
internal static class ConfigParser
{
    /// <exception cref="ConfigFormatException">The text is not UTF-8, not JSON, or not an object.</exception>
    public static void Parse(ConfigSource source)
    {
        JsonSlice whole = source.Text;
        if (whole.Text.Length > ConfigLimits.MaxFileSize)
        {
            throw Unsound(
                source,
                "$",
                new TextFault($"at most {ConfigLimits.MaxFileSize} bytes", $"{whole.Text.Length} bytes")
            );
        }

        if (JsonCheck.FindTextFault(whole.Text) is { } fault)
        {
            throw Unsound(source, "$", fault);
        }

        var reader = new Utf8JsonReader(whole.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        Setting? current = null;
        try
        {
            Read(ref reader, source, ref current);
            NumberLength.ThrowIfTooLong(source.Name, whole);
        }
        catch (JsonException exception)
        {
            string path = current is null ? "$" : $"$.{current.Key}";
            TextFault syntax = JsonCheck.Describe(exception, whole, (int)reader.BytesConsumed);
            throw Unsound(source, path, syntax, exception);
        }
    }

    private static ConfigFormatException Unsound(
        ConfigSource source,
        string path,
        TextFault fault,
        Exception? cause = null
    ) => new(source.Name, path, fault.Position, fault.Expected, fault.Found, cause);

    private static void Read(ref Utf8JsonReader reader, ConfigSource source, ref Setting? current)
    {
        List<JsonMember>? extras = null;
        int previous = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unsound(source, "$", JsonCheck.NotAnObject(source.Text.Text));
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
                source.SetText(known, source.Text.Slice(start, length), SettingOrigin.File);
            }
            else if (!isReserved)
            {
                (extras ??= []).Add(new JsonMember(nameStart, nameLength, start, length));
            }
        }

        // The reader reports anything but white space after the object.
        current = null;
        reader.Read();
        source.Extras = extras is null ? JsonMembers.Empty : JsonMembers.FromPlaces(source.Text, extras);
    }
}
