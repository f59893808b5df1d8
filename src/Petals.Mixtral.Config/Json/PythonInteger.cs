using System.Numerics;

namespace Petals.Mixtral.Config.Json;

/// <summary>Python's <c>int(str)</c>: white space around the number, a sign, and single underscores between digits are
/// allowed.</summary>
internal static class PythonInteger
{
    /// <summary>The most digits that Python 3.11 and later take.</summary>
    public const int MaxDigits = 4300;

    public static bool TryParse(string text, out int value)
    {
        if (
            !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        )
        {
            return true;
        }

        bool understood = TryParse(text, out BigInteger number) && number >= int.MinValue && number <= int.MaxValue;
        value = understood ? (int)number : 0;
        return understood;
    }

    public static bool TryParse(string text, out BigInteger value)
    {
        value = default;
        string trimmed = text.Trim();
        return trimmed.Length <= MaxDigits
            && TryRemoveUnderscores(trimmed, out string digits)
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Parses a text that is known to be an integer of 32 bits.</summary>
    public static int Parse(string text) => TryParse(text, out int value) ? value : throw new FormatException(text);

    /// <summary>Takes out the underscores, each of which must stand between two digits; nothing but digits, signs,
    /// points and letters may be there.</summary>
    public static bool TryRemoveUnderscores(string text, out string digits)
    {
        digits = text.Replace("_", "", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            bool standsBetweenDigits =
                i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
            if (
                text[i] == '_'
                    ? !standsBetweenDigits
                    : !char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.')
            )
            {
                return false;
            }
        }

        return true;
    }
}
