namespace Petals.Mixtral.Config.Json;

/// <summary>Where one member of a JSON object stands, counted from where the object begins.</summary>
internal readonly record struct JsonMember(int NameStart, int NameLength, int ValueStart, int ValueLength)
{
    /// <summary>The name, quoted and escaped as it stands there.</summary>
    public ReadOnlySpan<byte> NameIn(JsonSlice parent) => parent.Text.Slice(NameStart, NameLength);

    /// <summary>The value.</summary>
    public JsonSlice ValueIn(JsonSlice parent) =>
        parent with
        {
            Start = parent.Start + ValueStart,
            Length = ValueLength,
        };

    /// <summary>The text from the name to the end of the value.</summary>
    public JsonSlice WholeIn(JsonSlice parent) =>
        parent with
        {
            Start = parent.Start + NameStart,
            Length = ValueStart + ValueLength - NameStart,
        };
}
