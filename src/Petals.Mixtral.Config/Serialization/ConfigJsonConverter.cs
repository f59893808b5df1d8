namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Reads and writes a config, or a part of one, with the keys of Python, as a value inside a larger JSON text. The
/// types name it in their attributes; it is public because source-generated contexts of other assemblies create it.
/// </summary>
/// <typeparam name="T">A record or an interface of the hierarchy.</typeparam>
public sealed class ConfigJsonConverter<T> : JsonConverter<T>
    where T : class
{
    /// <summary>Reads a config. An interface is read as the record of its name,
    /// <see cref="IDistributedConfig"/> as <see cref="DistributedMixtralConfig"/>.</summary>
    /// <param name="reader">The reader, at the start of the object.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used: the reader has its options.</param>
    /// <returns>The config.</returns>
    /// <exception cref="JsonException">The value is not a config; the <see cref="ConfigFormatException"/> is
    /// inside.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        byte[] text = ReadStrict(ref reader);
        try
        {
            return (T)ConfigShapes.Read(typeof(T), text);
        }
        catch (ConfigFormatException exception)
        {
            // System.Text.Json adds the path in the larger text if the exception has none.
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Writes the keys of <typeparamref name="T"/>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The config.</param>
    /// <param name="options">Not used: the writer has its options.</param>
    /// <exception cref="JsonException">The value implements an interface, but is not a record of this library; or it
    /// nests too deep to be indented.</exception>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ReadOnlySpan<byte> text = ConfigShapes.Write(typeof(T), value).Written;
        if (!writer.Options.Indented)
        {
            // The text is valid; the check would reject more than 64 levels.
            writer.WriteRawValue(text, skipInputValidation: true);
            return;
        }

        try
        {
            JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = JsonDepth.Max + 1 }).WriteTo(writer);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(
                $"The config cannot be written indented: {exception.Message} Write it without WriteIndented.",
                exception
            );
        }
    }

    /// <summary>Reads a value, with spaces in place of the comments and trailing commas that the reader
    /// allows.</summary>
    private static byte[] ReadStrict(ref Utf8JsonReader reader)
    {
        JsonReaderOptions options = reader.CurrentState.Options with { CommentHandling = JsonCommentHandling.Allow };
        byte[] text = JsonMarshal.GetRawUtf8Value(JsonElement.ParseValue(ref reader)).ToArray();
        var tokens = new Utf8JsonReader(text, options);
        int end = 0;
        while (tokens.Read())
        {
            int start = (int)tokens.TokenStartIndex;
            if (tokens.TokenType is JsonTokenType.Comment)
            {
                text.AsSpan(start..(int)tokens.BytesConsumed).Fill((byte)' ');
                continue;
            }

            if (tokens.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                text.AsSpan(end..start).Replace((byte)',', (byte)' ');
            }

            end = (int)tokens.BytesConsumed;
        }

        return text;
    }
}
