namespace Petals.Mixtral.Config.Serialization;

/// <summary>Finds in one pass where a config text has each setting, and which keys are extra attributes.</summary>
internal static class ConfigParser
{
    /// <exception cref="ConfigFormatException">The text is not UTF-8, not JSON, or not an object.</exception>
    public static void Parse(ConfigSource source)
    {
        JsonSlice whole = source.Text;
        if (FindFault(whole.Text) is { } fault)
        {
            throw Unsound(source, "$", fault);
        }

        Utf8JsonReader reader = whole.CreateReader();
        Setting? current = null;
        int previous = 0;
        Dictionary<string, JsonSlice>? extras = null;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Unsound(source, "$", JsonCheck.NotAnObject(whole.Text));
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = reader.ValueIsEscaped
                    ? Encoding.UTF8.GetBytes(whole.ReadName(ref reader))
                    : reader.ValueSpan;
                current = SettingTable.Find(name, previous);
                bool isSetting = current is not null && (source.WithPetals || !current.IsPetals);
                string extra = isSetting ? "" : whole.ReadName(ref reader);
                reader.Read();
                JsonSlice value = whole.ReadValue(ref reader);
                if (!isSetting)
                {
                    extras ??= [];
                    extras[extra] = value;
                }
                else if (current is { Role: not SettingRole.Reserved })
                {
                    previous = current.Index;
                    source.SetText(current, value, SettingOrigin.File);
                }
            }

            // The reader reports anything but white space after the object.
            reader.Read();
            source.Extras = extras is null ? JsonMembers.Empty : JsonMembers.Create(extras);
            NumberLength.ThrowIfTooLong(source.Name, whole);
        }
        catch (JsonException exception)
        {
            string path = current is null || reader.CurrentDepth == 0 ? "$" : $"$.{current.Key}";
            throw Unsound(source, path, JsonCheck.Describe(exception, whole, (int)reader.BytesConsumed), exception);
        }
    }

    private static TextFault? FindFault(ReadOnlySpan<byte> text) =>
        text.Length > ConfigLimits.MaxFileSize
            ? new TextFault($"at most {ConfigLimits.MaxFileSize} bytes", $"{text.Length} bytes")
            : JsonCheck.FindTextFault(text);

    private static ConfigFormatException Unsound(
        ConfigSource source,
        string path,
        TextFault fault,
        Exception? cause = null
    ) => new(source.Name, path, fault.Position, fault.Expected, fault.Found, cause);
}
