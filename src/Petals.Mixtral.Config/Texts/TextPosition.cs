namespace Petals.Mixtral.Config.Texts;

/// <summary>A position in a text. Both numbers start at 1; the column counts bytes.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition Of(ReadOnlySpan<byte> text, int offset)
    {
        ReadOnlySpan<byte> before = text[..Math.Min(offset, text.Length)];
        return new TextPosition(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
