using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// One JSON value inside a text: as it was read, and with zeros for bare constants. Both arrays are of the same length,
/// or the same.
/// </summary>
internal readonly record struct JsonSlice(byte[] Bytes, byte[] MaskedBytes, int Start, int Length)
{
    public ReadOnlySpan<byte> Text => Bytes.AsSpan(Start, Length);

    public ReadOnlySpan<byte> Masked => MaskedBytes.AsSpan(Start, Length);

    public bool IsNull => Text.SequenceEqual("null"u8);

    /// <summary>The value null.</summary>
    public static JsonSlice Null { get; } = Of([.. "null"u8]);

    /// <summary>The value of a text that holds nothing else.</summary>
    public static JsonSlice Of(byte[] text) => new(text, BareConstants.Mask(text), 0, text.Length);

    /// <summary>The items of a JSON array.</summary>
    public List<JsonSlice> ReadItems()
    {
        var items = new List<JsonSlice>(1);
        var reader = new Utf8JsonReader(Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(this with { Start = Start + start, Length = (int)reader.BytesConsumed - start });
        }

        return items;
    }

    /// <summary>A value inside this one.</summary>
    public JsonSlice Inside(JsonToken token) => this with { Start = Start + token.Start, Length = token.Length };
}
