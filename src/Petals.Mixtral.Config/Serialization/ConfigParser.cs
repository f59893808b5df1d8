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

        Utf8JsonReader reader = whole.CreateReader();
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
        Dictionary<string, JsonSlice>? extras = null;
        int previous = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unsound(source, "$", JsonCheck.NotAnObject(source.Text.Text));
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueIsEscaped
                ? Encoding.UTF8.GetBytes(source.Text.ReadName(ref reader))
                : reader.ValueSpan;
            current = SettingTable.Find(name, previous);
            bool isSetting = current is not null && (source.WithPetals || !current.IsPetals);
            string extra = isSetting ? "" : source.Text.ReadName(ref reader);
            reader.Read();
            JsonSlice value = source.Text.ReadValue(ref reader);
            if (!isSetting)
            {
                extras ??= new Dictionary<string, JsonSlice>(StringComparer.Ordinal);
                extras[extra] = value;
            }
            else if (current is { Role: not SettingRole.Reserved })
            {
                previous = current.Index;
                source.SetText(current, value, SettingOrigin.File);
            }
        }

        // The reader reports anything but white space after the object.
        current = null;
        reader.Read();
        source.Extras = extras is null ? JsonMembers.Empty : JsonMembers.Create(extras);
    }
}
