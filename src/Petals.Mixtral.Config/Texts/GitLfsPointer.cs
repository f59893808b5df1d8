namespace Petals.Mixtral.Config.Texts;

/// <summary>The short text that git writes in place of a large file that was not fetched.</summary>
internal static class GitLfsPointer
{
    public const string Description = "a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'";

    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs"u8;

    /// <summary>Whether a text begins as a pointer does. Its first eight bytes suffice.</summary>
    public static bool IsBegunBy(ReadOnlySpan<byte> text)
    {
        int length = Math.Min(text.Length, Beginning.Length);
        return length >= "version "u8.Length && text[..length].SequenceEqual(Beginning[..length]);
    }
}
