namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The order in which Python sorts strings: by code point. The order of UTF-16 units differs, because the surrogates of
/// the highest code points have lower numbers than U+E000 to U+FFFF.
/// </summary>
internal static class CodePointOrder
{
    public static Comparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    public static int Compare(string left, string right)
    {
        int i = left.AsSpan().CommonPrefixLength(right);
        if (i == Math.Min(left.Length, right.Length))
        {
            return left.Length - right.Length;
        }

        // If the second halves of two pairs differ, the code points begin one unit earlier.
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

    /// <summary>A lone surrogate is its own code point.</summary>
    private static int CodePointAt(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Value : text[index];
}
