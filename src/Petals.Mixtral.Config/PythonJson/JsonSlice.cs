namespace Petals.Mixtral.Config.PythonJson;

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

    /// <summary>A value inside this one.</summary>
    public JsonSlice Inside(JsonToken token) => this with { Start = Start + token.Start, Length = token.Length };
}
