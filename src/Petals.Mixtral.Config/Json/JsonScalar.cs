using System.Buffers.Text;

namespace Petals.Mixtral.Config.Json;

/// <summary>Reads single JSON values as Python understands them.</summary>
internal static class JsonScalar
{
    /// <summary>Reads an integer of 32 bits. As in Python, 64.0 is an integer and 64.5 is not.</summary>
    public static bool TryReadInt32(JsonSlice json, out int value)
    {
        ReadOnlySpan<byte> text = json.Text;
        if (Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length)
        {
            return true;
        }

        bool isInt32 =
            TryParseNumber(text, out double number)
            && number == Math.Truncate(number)
            && number is >= int.MinValue and <= int.MaxValue;
        value = isInt32 ? (int)number : 0;
        return isInt32;
    }

    /// <summary>
    /// Reads a number, NaN or an infinity, which transformers 5 writes as <c>{"__float__": "NaN"}</c>.
    /// </summary>
    public static bool TryReadDouble(JsonSlice json, out double value) =>
        TryParseNumber(json.Text, out value) || TaggedFloat.TryParse(json, out value);

    public static bool TryReadString(JsonSlice json, out string value)
    {
        bool isString = json.Text[0] == '"';
        value = isString ? JsonText.Decode(json.Text) : "";
        return isString;
    }

    /// <summary>Parses a number or a bare constant, whose names are the same in .NET.</summary>
    private static bool TryParseNumber(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
