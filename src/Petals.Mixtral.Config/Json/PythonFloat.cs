namespace Petals.Mixtral.Config.Json;

/// <summary>Python's <c>repr(float)</c>: the shortest digits that read back as the same number, in Python's
/// layout.</summary>
internal static class PythonFloat
{
    /// <summary>The longest result: <c>-2.2250738585072014e-308</c>.</summary>
    public const int MaxLength = 24;

    /// <summary>As many significant digits as a double tells apart, whatever they are.</summary>
    private const int MaxExactDigits = 15;

    /// <summary>Writes a finite number and returns how many bytes it took.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        (int count, int point) = ShortestDigits(Math.Abs(value), digits);
        digits = digits[..count];

        var output = new Cursor(destination);
        if (double.IsNegative(value))
        {
            output.Add("-"u8);
        }

        // The bounds within which Python writes no exponent.
        if (point is > -4 and <= 16)
        {
            WriteFixed(ref output, digits, point);
        }
        else
        {
            WriteExponent(ref output, digits, point - 1);
        }

        return output.Length;
    }

    /// <summary>
    /// Whether a JSON number is a float as Python spells it. That is sure of up to 15 digits without a needless zero:
    /// no two such texts name the same number, so that there is no shorter one. Others may be spelled so too.
    /// </summary>
    public static bool IsSpelled(ReadOnlySpan<byte> number)
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

    /// <summary>The significant digits, and where the decimal point stands: the value is 0.digits times 10 to the power
    /// of point.</summary>
    private static (int Count, int Point) ShortestDigits(double value, Span<byte> digits)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);

        // .NET 10 formats 2^-25 and 2^-958 with one digit too few.
        if (double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture) != value)
        {
            value.TryFormat(text, out length, "E16", CultureInfo.InvariantCulture);
        }

        text = text[..length];

        int exponent = 0;
        if (text.IndexOf((byte)'E') is >= 0 and int mark)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        int dot = text.IndexOf((byte)'.');
        int point = exponent + (dot < 0 ? text.Length : dot);
        int count = 0;
        foreach (byte character in text)
        {
            if (character == '.' || (character == '0' && count == 0))
            {
                // A leading zero is not significant; one in front of the point does not move the point either.
                point -= character == '.' ? 0 : 1;
                continue;
            }

            digits[count++] = character;
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        if (count == 0)
        {
            digits[0] = (byte)'0';
            return (1, 1);
        }

        return (count, point);
    }

    private static void WriteFixed(ref Cursor output, scoped ReadOnlySpan<byte> digits, int point)
    {
        if (point <= 0)
        {
            output.Add("0."u8);
            output.AddZeros(-point);
            output.Add(digits);
        }
        else if (point >= digits.Length)
        {
            output.Add(digits);
            output.AddZeros(point - digits.Length);
            output.Add(".0"u8);
        }
        else
        {
            output.Add(digits[..point]);
            output.Add("."u8);
            output.Add(digits[point..]);
        }
    }

    private static void WriteExponent(ref Cursor output, scoped ReadOnlySpan<byte> digits, int exponent)
    {
        output.Add(digits[..1]);
        if (digits.Length > 1)
        {
            output.Add("."u8);
            output.Add(digits[1..]);
        }

        output.Add(exponent < 0 ? "e-"u8 : "e+"u8);
        output.AddTwoDigits(Math.Abs(exponent));
    }

    private ref struct Cursor(Span<byte> destination)
    {
        private readonly Span<byte> _destination = destination;

        public int Length { get; private set; }

        public void Add(scoped ReadOnlySpan<byte> text)
        {
            text.CopyTo(_destination[Length..]);
            Length += text.Length;
        }

        public void AddZeros(int count)
        {
            _destination.Slice(Length, count).Fill((byte)'0');
            Length += count;
        }

        public void AddTwoDigits(int number)
        {
            number.TryFormat(_destination[Length..], out int written, "00", CultureInfo.InvariantCulture);
            Length += written;
        }
    }
}
