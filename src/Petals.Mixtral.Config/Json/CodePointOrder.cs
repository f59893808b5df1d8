namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The order in which Python sorts strings: by code point. UTF-16 units give another order, since the surrogates
/// that stand for the highest code points have lower numbers than U+E000 to U+FFFF.
/// </summary>
internal static class CodePointOrder
{
    public static Comparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    public static int Compare(string left, string right)
    {
        int i = 0;
        int length = Math.Min(left.Length, right.Length);
        while (i < length && left[i] == right[i])
        {
            i++;
        }

        if (i == length)
        {
            return left.Length - right.Length;
        }

        // Where only the second halves of two pairs differ, the pairs are what differs.
        if (
            i > 0
            && char.IsHighSurrogate(left[i - 1])
            && (char.IsLowSurrogate(left[i]) || char.IsLowSurrogate(right[i]))
        )
        {
            i--;
        }

        return CodePointAt(left, i) - CodePointAt(right, i);
    }

    /// <summary>The code point at an index; a lone surrogate is its own.</summary>
    private static int CodePointAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            ? char.ConvertToUtf32(text[index], text[index + 1])
            : text[index];
}
