using System.Numerics;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// Python's <c>int(str)</c>. It accepts white space around the number, a sign, and single underscores between digits.
/// </summary>
internal static class PythonInteger
{
    /// <summary>The most digits that Python 3.11 and later accept.</summary>
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

        bool isInt32 = TryParse(text, out BigInteger number) && number >= int.MinValue && number <= int.MaxValue;
        value = isInt32 ? (int)number : 0;
        return isInt32;
    }

    public static bool TryParse(string text, out BigInteger value)
    {
        value = default;
        string trimmed = text.Trim();
        return trimmed.Length <= MaxDigits
            && TryRemoveUnderscores(trimmed, out string digits)
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// Removes underscores. Returns false if one is not between two digits, or if the text contains anything but ASCII
    /// letters, digits, signs and points.
    /// </summary>
    public static bool TryRemoveUnderscores(string text, out string digits)
    {
        digits = text.Replace("_", "", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            bool isAllowed = text[i] switch
            {
                '_' => i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]),
                '+' or '-' or '.' => true,
                _ => char.IsAsciiLetterOrDigit(text[i]),
            };
            if (!isAllowed)
            {
                return false;
            }
        }

        return true;
    }
}
