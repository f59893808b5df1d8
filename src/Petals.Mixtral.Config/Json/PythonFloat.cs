using System.Text.Unicode;

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
        CultureInfo culture = CultureInfo.InvariantCulture;
        ReadOnlySpan<byte> digits = ShortestDigits(Math.Abs(value), stackalloc byte[32], out int point);
        ReadOnlySpan<byte> sign = double.IsNegative(value) ? "-"u8 : [];
        ReadOnlySpan<byte> zeros = "0000000000000000"u8;
        int written;
        if (point is <= -4 or > 16)
        {
            ReadOnlySpan<byte> fraction = digits[1..];
            ReadOnlySpan<byte> dot = fraction.IsEmpty ? [] : "."u8;
            Utf8.TryWrite(destination, culture, $"{sign}{digits[..1]}{dot}{fraction}e{point - 1:+00;-00}", out written);
        }
        else if (point <= 0)
        {
            Utf8.TryWrite(destination, culture, $"{sign}0.{zeros[..-point]}{digits}", out written);
        }
        else if (point >= digits.Length)
        {
            Utf8.TryWrite(destination, culture, $"{sign}{digits}{zeros[..(point - digits.Length)]}.0", out written);
        }
        else
        {
            Utf8.TryWrite(destination, culture, $"{sign}{digits[..point]}.{digits[point..]}", out written);
        }

        return written;
    }

    /// <summary>
    /// Returns true if a JSON number is certainly a float in Python's spelling. Different texts of at most 15 digits
    /// without a trailing zero have different values, so such a text is the shortest one. A longer text may be as well.
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

    /// <summary>Returns the significant digits. The value is 0.digits times 10 to the power of point.</summary>
    private static ReadOnlySpan<byte> ShortestDigits(double value, Span<byte> text, out int point)
    {
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);

        // .NET 10 formats 2^-25 and 2^-958 with one digit too few.
        if (double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture) != value)
        {
            value.TryFormat(text, out length, "E16", CultureInfo.InvariantCulture);
        }

        Span<byte> digits = text[..length];
        int exponent = 0;
        if (digits.IndexOf((byte)'E') is >= 0 and int mark)
        {
            exponent = int.Parse(digits[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            digits = digits[..mark];
        }

        int integerLength = digits.Length;
        if (digits.IndexOf((byte)'.') is >= 0 and int dot)
        {
            integerLength = dot;
            digits[(dot + 1)..].CopyTo(digits[dot..]);
            digits = digits[..^1];
        }

        Span<byte> significant = digits.TrimStart((byte)'0');
        if (significant.IsEmpty)
        {
            point = 1;
            return "0"u8;
        }

        point = exponent + integerLength - (digits.Length - significant.Length);
        return significant.TrimEnd((byte)'0');
    }
}
