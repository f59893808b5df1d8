using System.Text.Json;
using System.Text.Json.Serialization;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Reads and writes a <see cref="TorchDtype"/> as its name: <c>bfloat16</c>.</summary>
public sealed class TorchDtypeJsonConverter : JsonConverter<TorchDtype>
{
    /// <summary>Reads the text.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">It is not a string, or not a valid one.</exception>
    public override TorchDtype Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        try
        {
            return TorchDtype.Parse(text);
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
    public override void Write(Utf8JsonWriter writer, TorchDtype value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
