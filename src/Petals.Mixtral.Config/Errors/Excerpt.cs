using System.Text;

namespace Petals.Mixtral.Config;

/// <summary>A piece of a text that is short enough for an error message.</summary>
internal static class Excerpt
{
    private const int Length = 60;

    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "nothing";
        }

        var excerpt = new StringBuilder(Encoding.UTF8.GetString(text[..Math.Min(text.Length, Length)]));
        for (int i = 0; i < excerpt.Length; i++)
        {
            // One line, and nothing that a terminal would act on.
            excerpt[i] = char.IsControl(excerpt[i]) ? ' ' : excerpt[i];
        }

        return text.Length > Length ? $"{excerpt}…" : excerpt.ToString();
    }
}
