namespace Petals.Mixtral.Config.Json;

/// <summary>Converts between text and <see cref="JsonElement"/>, whose parser rejects bare constants.</summary>
internal static class JsonElements
{
    /// <summary>Parses a text. Bare constants become <c>{"__float__": "NaN"}</c>, which is one level deeper.</summary>
    public static JsonElement FromText(JsonSlice value)
    {
        JsonSlice strict = value.Text.SequenceEqual(value.Masked)
            ? value
            : PythonJsonWriter.SliceOf(value, static (writer, value) => writer.Copy(value), PythonJsonStyle.StrictJson);
        return JsonElement.Parse(strict.Text, new JsonDocumentOptions { MaxDepth = JsonDepth.Max + 1 });
    }

    /// <summary>Returns the text that an element was parsed from.</summary>
    /// <exception cref="ArgumentException">The element is undefined, or its document is disposed.</exception>
    /// <exception cref="ConfigFormatException">The element nests too deep, contains a number that is too long, or was
    /// parsed with comments or trailing commas.</exception>
    public static JsonSlice ToText(JsonElement value)
    {
        byte[] text = RawText(value);
        try
        {
            JsonTape.Read(text, JsonDepth.MaxGiven);
        }
        catch (JsonException exception)
        {
            throw new ConfigFormatException(
                $"The JSON value must be strict JSON, at most {JsonDepth.MaxGiven} levels deep.",
                exception
            );
        }

        var slice = new JsonSlice(text, text, 0, text.Length);
        NumberLength.ThrowIfTooLong("the JSON value", slice);
        return slice;
    }

    private static byte[] RawText(JsonElement value)
    {
        try
        {
            return value.ValueKind is not JsonValueKind.Undefined
                ? JsonMarshal.GetRawUtf8Value(value).ToArray()
                : throw new ArgumentException(
                    "The JSON element is undefined. For null, parse the text null.",
                    nameof(value)
                );
        }
        catch (ObjectDisposedException exception)
        {
            throw new ArgumentException(
                "The document of the JSON element is disposed. Pass a Clone() of the element.",
                nameof(value),
                exception
            );
        }
    }
}
