using System.Globalization;
using System.Text;

namespace Petals.Mixtral.Config;

/// <summary>
/// Text that goes into a message or onto a terminal: on one line, and without characters that a terminal acts on or that hide or turn
/// others around. Those are shown as <c>\u001b</c>.
/// </summary>
internal static class Printable
{
    /// <summary>Whether every character of a text can be shown as it is.</summary>
    public static bool Is(ReadOnlySpan<char> text) => FirstUnprintable(text) < 0;

    public static string Of(string text)
    {
        int first = FirstUnprintable(text);
        if (first < 0)
        {
            return text;
        }

        var printable = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (char character in text.AsSpan(first))
        {
            if (IsPrintable(character))
            {
                printable.Append(character);
            }
            else
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return printable.ToString();
    }

    /// <summary>The same, cut where it is longer than a message should be.</summary>
    public static string Short(string text, int length = 100) => text.Length > length ? $"{Of(text[..length])}…" : Of(text);

    private static int FirstUnprintable(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPrintable(char character) => character < 0x7F
        ? character >= ' '
        : CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
