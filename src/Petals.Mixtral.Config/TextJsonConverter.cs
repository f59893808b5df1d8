namespace Petals.Mixtral.Config;

/// <summary>
/// Reads and writes a value as its text. It is public because source-generated contexts of other assemblies create
/// converters.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class TextJsonConverter<T> : JsonConverter<T>
{
    private readonly Func<string, T> _parse;

    private protected TextJsonConverter(Func<string, T> parse) => _parse = parse;

    /// <summary>Reads the text.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The value is not a string, or its text is not valid.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        try
        {
            return _parse(text);
        }
        catch (Exception exception) when (exception is PretrainedConfigException or ArgumentException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Writes the text.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">Not used.</param>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}

/// <summary>Reads and writes <see cref="TorchDtype"/> as its name.</summary>
public sealed class TorchDtypeJsonConverter() : TextJsonConverter<TorchDtype>(TorchDtype.Parse);

/// <summary>Reads and writes <see cref="ModuleUid"/> as text.</summary>
public sealed class ModuleUidJsonConverter() : TextJsonConverter<ModuleUid>(ModuleUid.Parse);
