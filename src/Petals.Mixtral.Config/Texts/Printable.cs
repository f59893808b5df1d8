namespace Petals.Mixtral.Config.Texts;

/// <summary>
/// Text for a message or a terminal: one line, without characters that control a terminal, or that hide or reorder
/// others. Such a character is shown as <c>\u001b</c>.
/// </summary>
internal static class Printable
{
    /// <summary>Whether every character of a text is printable.</summary>
    public static bool Is(ReadOnlySpan<char> text) => FirstUnprintable(text) == text.Length;

    /// <summary>Escapes the characters that are not printable.</summary>
    public static string Of(string text)
    {
        int first = FirstUnprintable(text);
        if (first == text.Length)
        {
            return text;
        }

        var printable = new StringBuilder(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; )
        {
            int length = PrintableLengthAt(text, i);
            if (length > 0)
            {
                printable.Append(text, i, length);
            }
            else
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }

            i += Math.Max(length, 1);
        }

        return printable.ToString();
    }

    /// <summary>Escapes and shortens a text.</summary>
    public static string Short(string text, int length = 100) =>
        text.Length > length ? $"{Of(text[..length])}…" : Of(text);

    private static int FirstUnprintable(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && PrintableLengthAt(text, i) is > 0 and int length)
        {
            i += length;
        }

        return i;
    }

    /// <summary>The number of UTF-16 units of the character; 0 if it is not printable or is half of a surrogate
    /// pair.</summary>
    private static int PrintableLengthAt(ReadOnlySpan<char> text, int index)
    {
        if (text[index] is >= ' ' and < (char)0x7F)
        {
            return 1;
        }

        return
            Rune.DecodeFromUtf16(text[index..], out Rune rune, out int length) == System.Buffers.OperationStatus.Done
            && Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                )
            ? length
            : 0;
    }
}
