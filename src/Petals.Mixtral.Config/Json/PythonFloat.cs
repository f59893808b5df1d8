namespace Petals.Mixtral.Config.Json;

/// <summary>Python's <c>repr(float)</c>: the shortest digits that read back as the same number.</summary>
internal static class PythonFloat
{
    /// <summary>The longest result: <c>-2.2250738585072014e-308</c>.</summary>
    public const int MaxLength = 24;

    /// <summary>Different numbers of this many significant digits are different doubles.</summary>
    private const int MaxExactDigits = 15;

    /// <summary>Writes a finite number and returns the number of bytes written.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        // .NET 10 formats 2^-25 and 2^-958 with one digit too few.
        double size = Math.Abs(value);
        string format = size is 2.9802322387695312e-08 or 4.1045368012983762e-289 ? "G17" : "R";
        value.TryFormat(destination, out int length, format, CultureInfo.InvariantCulture);
        Span<byte> text = destination[..length];
        if (text.IndexOf((byte)'E') is >= 0 and int exponent)
        {
            text[exponent] = (byte)'e';
            return length;
        }

        if (size >= 1e16)
        {
            // Python uses an exponent from 1e16 on, .NET from 1e17 on.
            string digits = Encoding.ASCII.GetString(text).TrimEnd('0');
            int point = value < 0 ? 2 : 1;
            string fraction = digits.Length > point ? $".{digits[point..]}" : "";
            return Encoding.ASCII.GetBytes($"{digits[..point]}{fraction}e+16", destination);
        }

        ReadOnlySpan<byte> zero = text.Contains((byte)'.') ? ""u8 : ".0"u8;
        zero.CopyTo(destination[length..]);
        return length + zero.Length;
    }

    /// <summary>
    /// Returns true if a JSON number is certainly a float in Python's spelling. Different texts of at most 15 digits
    /// without a trailing zero have different values, so such a text is the shortest one. A longer text may also be in
    /// Python's spelling.
    /// </summary>
    public static bool HasPythonSpelling(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> digits = number[0] == '-' ? number[1..] : number;
        int point = digits.IndexOf((byte)'.');
        if (point < 0 || digits.Length > MaxExactDigits + 1 || digits.IndexOfAny("eE"u8) >= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> fraction = digits[(point + 1)..];
        bool hasNeedlessZero = fraction.Length > 1 && fraction[^1] == '0';
        bool takesExponent = digits[0] == '0' && fraction.StartsWith("0000"u8);
        return !hasNeedlessZero && !takesExponent;
    }

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
