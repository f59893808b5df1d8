namespace Petals.Mixtral.Config.Texts;

/// <summary>
/// Text for a message or a terminal: one line, without characters that control a terminal, or that hide or reorder
/// others. Such a character is shown as <c>\u001b</c>.
/// </summary>
internal static partial class Printable
{
    public static bool Is(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange(' ', '~') || !Unprintable.IsMatch(text);

    /// <summary>Escapes the characters that are not printable.</summary>
    public static string Of(string text) => Unprintable.Replace(text, match => $"\\u{(int)match.ValueSpan[0]:x4}");

    public static string Short(string text, int length = 100) =>
        text.Length > length ? $"{Of(text[..length])}…" : Of(text);

    /// <summary>Controls, formats and line separators, halves of surrogate pairs, and the tags of plane 14.</summary>
    [GeneratedRegex(
        @"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]"
            + @"|\uDB40|(?<=\uDB40)[\uDC00-\uDFFF]"
    )]
    private static partial Regex Unprintable { get; }
}
