using System.Runtime.InteropServices;
using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>Values between our text and <see cref="JsonElement"/>, whose parser knows no bare constants.</summary>
internal static class JsonElements
{
    /// <summary>The element of a text; bare constants become <c>{"__float__": "NaN"}</c>.</summary>
    public static JsonElement FromText(JsonSlice value)
    {
        // The form of a constant is one level deeper than the constant.
        var options = new JsonDocumentOptions { MaxDepth = JsonDepth.Max + 1 };
        if (value.Text.SequenceEqual(value.Masked))
        {
            return JsonElement.Parse(value.Text, options);
        }

        var writer = new PythonJsonWriter(PythonJsonStyle.StrictJson);
        writer.Copy(value);
        return JsonElement.Parse(writer.Written, options);
    }

    /// <summary>The text of an element, as it was parsed.</summary>
    /// <exception cref="ArgumentException">It is undefined, or its document has been disposed of.</exception>
    /// <exception cref="ConfigFormatException">It nests deeper than a config may, holds a number longer than one, or
    /// was parsed with comments or trailing commas.</exception>
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
                $"The JSON value is not one that a config may hold: strict JSON, at most {JsonDepth.MaxGiven} "
                    + "levels deep.",
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
            return value.ValueKind != JsonValueKind.Undefined
                ? JsonMarshal.GetRawUtf8Value(value).ToArray()
                : throw new ArgumentException(
                    "The JSON element is undefined, which is no value; null is the element of the text null.",
                    nameof(value)
                );
        }
        catch (ObjectDisposedException exception)
        {
            throw new ArgumentException(
                "The document of the JSON element has been disposed of; give a Clone() of the element.",
                nameof(value),
                exception
            );
        }
    }
}
