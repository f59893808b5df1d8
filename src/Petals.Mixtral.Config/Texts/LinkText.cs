namespace Petals.Mixtral.Config.Texts;

/// <summary>The path that a copy wrote into a file of a snapshot, in place of a link to its blob.</summary>
internal static class LinkText
{
    public const string Description =
        "the path of a blob: a copy of the cache replaced its links by their text; copy it again with its links, or "
        + "download the file again";

    private const int MaxLength = 4096;

    private static ReadOnlySpan<byte> Beginning => "../../blobs"u8;

    /// <summary>Whether a text is the target of a link to a blob.</summary>
    public static bool Is(ReadOnlySpan<byte> text) =>
        text.Length <= MaxLength && text[..1].IndexOfAny("./\\"u8) == 0 && text.IndexOf("blobs"u8) > 0;

    /// <summary>Whether a text begins as one does. Its first eight bytes suffice.</summary>
    public static bool IsBegunBy(ReadOnlySpan<byte> text) => Beginning.StartsWith(text);
}
