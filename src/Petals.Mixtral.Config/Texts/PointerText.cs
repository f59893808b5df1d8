namespace Petals.Mixtral.Config.Texts;

/// <summary>The short texts that tools leave in place of a file that was not fetched or copied.</summary>
internal static class PointerText
{
    /// <summary>Describes such a text. Returns null for another text.</summary>
    public static string? Describe(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("version "u8))
        {
            return "a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'";
        }

        bool isAbsolute = text is [(byte)'/' or (byte)'\\', ..] or [_, (byte)':', ..];
        return
            text.StartsWith("../../"u8) || text.StartsWith(@"..\..\"u8) || (isAbsolute && text.IndexOf("blobs"u8) >= 0)
            ? "the path of a blob: a copy of the cache replaced its links by text; download the file again"
            : null;
    }
}
