using System.Buffers;
using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>Values between a text of ours and the readers and writers of System.Text.Json.</summary>
internal static class JsonTokens
{
    /// <summary>
    /// Copies the value that a reader is at, and leaves the reader at its end. The copy is strict JSON, even if the
    /// reader skips comments and trailing commas.
    /// </summary>
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        var copy = new ArrayBufferWriter<byte>();
        int depth = reader.CurrentDepth;
        bool hasPrevious = false;
        bool afterName = false;
        do
        {
            JsonTokenType type = reader.TokenType;
            if (type is JsonTokenType.Comment)
            {
                continue;
            }

            bool isEnd = type is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (hasPrevious && !afterName && !isEnd)
            {
                copy.Write(","u8);
            }

            WriteToken(ref reader, copy);
            afterName = type is JsonTokenType.PropertyName;
            hasPrevious = type is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        } while ((reader.CurrentDepth > depth || !IsWhole(reader.TokenType)) && reader.Read());

        return copy.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value with the indentation of a writer. Numbers keep their spelling.</summary>
    /// <exception cref="JsonException">It nests deeper than the writer allows.</exception>
    public static void WriteIndented(Utf8JsonWriter writer, ReadOnlySpan<byte> text)
    {
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

    private static bool IsWhole(JsonTokenType type) =>
        type is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);

    private static void WriteToken(ref Utf8JsonReader reader, ArrayBufferWriter<byte> copy)
    {
        ReadOnlySpan<byte> value = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        bool isQuoted = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
        copy.Write(isQuoted ? "\""u8 : default);
        copy.Write(value);
        copy.Write(isQuoted ? "\""u8 : default);
        copy.Write(reader.TokenType is JsonTokenType.PropertyName ? ":"u8 : default);
    }
}
