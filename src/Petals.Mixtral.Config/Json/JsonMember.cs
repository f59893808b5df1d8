namespace Petals.Mixtral.Config.Json;

/// <summary>The offsets of one member of a JSON object, counted from the beginning of the object.</summary>
internal readonly record struct JsonMember(int NameStart, int NameLength, int ValueStart, int ValueLength)
{
    /// <summary>The name as it is in the text, with quotes and escapes.</summary>
    public ReadOnlySpan<byte> NameIn(JsonSlice parent) => parent.Text.Slice(NameStart, NameLength);

    public JsonSlice ValueIn(JsonSlice parent) => parent.Slice(ValueStart, ValueLength);

    /// <summary>The text from the name to the end of the value.</summary>
    public JsonSlice WholeIn(JsonSlice parent) => parent.Slice(NameStart, ValueStart + ValueLength - NameStart);
}
