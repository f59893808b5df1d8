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

    public bool IsObject => Text[0] == '{';

    public static JsonSlice Null { get; } = FromText([.. "null"u8]);

    /// <summary>Creates the slice of a text that contains one value.</summary>
    public static JsonSlice FromText(byte[] text) => new(text, BareConstants.Mask(text), 0, text.Length);

    public Utf8JsonReader CreateReader() => new(Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });

    public List<JsonSlice> ReadItems()
    {
        var items = new List<JsonSlice>(1);
        Utf8JsonReader reader = CreateReader();
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return items;
    }

    /// <summary>The members of a JSON object. A duplicate name has its first place and its last value.</summary>
    public Dictionary<string, JsonSlice> ReadMembers()
    {
        // A dictionary without removals enumerates its keys in the order in which they were added.
        var members = new Dictionary<string, JsonSlice>();
        Utf8JsonReader reader = CreateReader();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReadName(ref reader);
            reader.Read();
            members[name] = ReadValue(ref reader);
        }

        return members;
    }

    /// <summary>Decodes the property name at the position of a reader of this value.</summary>
    public string ReadName(ref Utf8JsonReader reader) =>
        JsonText.Decode(Text.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2));

    /// <summary>Returns the value at the position of a reader of this value, and skips it.</summary>
    public JsonSlice ReadValue(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Slice(start, (int)reader.BytesConsumed - start);
    }

    public JsonSlice Slice(int start, int length) => this with { Start = Start + start, Length = length };

    public JsonSlice Slice(JsonToken token) => Slice(token.Start, token.Length);
}
