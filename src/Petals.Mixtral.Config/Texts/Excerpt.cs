namespace Petals.Mixtral.Config.Texts;

/// <summary>The start of a text, for error messages.</summary>
internal static class Excerpt
{
    private const int Length = 60;

    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "nothing";
        }

        string excerpt = Encoding
            .UTF8.GetString(text[..Math.Min(text.Length, Length)])
            .ReplaceLineEndings(" ")
            .Replace('\t', ' ');
        return Printable.Of(text.Length > Length ? $"{excerpt}…" : excerpt);
    }
}
