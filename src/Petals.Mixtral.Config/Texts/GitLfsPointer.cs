namespace Petals.Mixtral.Config.Texts;

/// <summary>What git leaves in place of a large file that was not fetched: a short text that begins with the address of
/// its format.</summary>
internal static class GitLfsPointer
{
    public const string Description = "a Git LFS pointer, not the file itself; fetch it with 'git lfs pull'";

    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs"u8;

    /// <summary>Whether a text, or its first eight bytes where no more was read, begins as a pointer does.</summary>
    public static bool IsBegunBy(ReadOnlySpan<byte> text)
    {
        int length = Math.Min(text.Length, Beginning.Length);
        return length >= "version "u8.Length && text[..length].SequenceEqual(Beginning[..length]);
    }
}
