using System.Text.Json;
using System.Text.Json.Serialization;

namespace Petals.Mixtral.Config.Blocks;

/// <summary>Reads and writes a <see cref="ModuleUid"/> as its text: <c>mistralai/Mixtral-8x7B-v0-1.3</c>.</summary>
public sealed class ModuleUidJsonConverter : JsonConverter<ModuleUid>
{
    /// <summary>Reads the text.</summary>
    /// <param name="reader">The reader, at the text.</param>
    /// <param name="typeToConvert">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">It is not a string, or not a valid one.</exception>
    public override ModuleUid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        try
        {
            return ModuleUid.Parse(text);
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
    public override void Write(Utf8JsonWriter writer, ModuleUid value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
