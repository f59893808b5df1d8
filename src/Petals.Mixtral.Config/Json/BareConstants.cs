namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The bare <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python reads and writes although JSON does not have
/// them. <see cref="Mask"/> replaces them by zeros of the same length: any JSON parser reads the result, and every
/// offset stays valid in the original text.
/// </summary>
internal static class BareConstants
{
    /// <summary>Returns <paramref name="text"/> itself if it has no bare constants.</summary>
    public static byte[] Mask(byte[] text)
    {
        if (text.AsSpan().IndexOf("NaN"u8) < 0 && text.AsSpan().IndexOf("Infinity"u8) < 0)
        {
            return text;
        }

        byte[] masked = [.. text];
        bool inString = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                inString = !inString;
            }
            else if (inString)
            {
                i += text[i] == '\\' ? 1 : 0;
            }
            else if (LengthAt(text, i) is > 0 and int length)
            {
                ReadOnlySpan<byte> zero = text[i] == '-' ? "-0.000000"u8 : "0.000000"u8;
                zero[..length].CopyTo(masked.AsSpan(i));
                i += length - 1;
            }
        }

        return masked;
    }

    private static int LengthAt(byte[] text, int start)
    {
        ReadOnlySpan<byte> rest = text.AsSpan(start);
        int length = rest switch
        {
            _ when rest.StartsWith("NaN"u8) => 3,
            _ when rest.StartsWith("Infinity"u8) => 8,
            _ when rest.StartsWith("-Infinity"u8) => 9,
            _ => 0,
        };
        bool standsAlone =
            (start == 0 || IsDelimiter(text[start - 1])) && (length == rest.Length || IsDelimiter(rest[length]));
        return standsAlone ? length : 0;
    }

    private static bool IsDelimiter(byte character) => " \t\r\n,:[]}"u8.Contains(character);
}
