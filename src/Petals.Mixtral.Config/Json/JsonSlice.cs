using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>One JSON value inside a text.</summary>
/// <param name="Bytes">The whole text.</param>
/// <param name="MaskedBytes">The text with its bare constants masked; the same array if it has none.</param>
/// <param name="Start">The offset of the value.</param>
/// <param name="Length">The bytes of the value.</param>
internal readonly record struct JsonSlice(byte[] Bytes, byte[] MaskedBytes, int Start, int Length)
{
    public ReadOnlySpan<byte> Text => Bytes.AsSpan(Start, Length);

    public ReadOnlySpan<byte> Masked => MaskedBytes.AsSpan(Start, Length);

    public bool IsNull => Text.SequenceEqual("null"u8);

    public static JsonSlice Null { get; } = FromText([.. "null"u8]);

    /// <summary>Creates the slice of a text that contains one value.</summary>
    public static JsonSlice FromText(byte[] text) => new(text, BareConstants.Mask(text), 0, text.Length);

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
            items.Add(Slice(start, (int)reader.BytesConsumed - start));
        }

        return items;
    }

    /// <summary>A value inside this one.</summary>
    public JsonSlice Slice(int start, int length) => this with { Start = Start + start, Length = length };

    public JsonSlice Slice(JsonToken token) => Slice(token.Start, token.Length);
}
