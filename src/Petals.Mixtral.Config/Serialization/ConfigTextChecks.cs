using System.Text.Unicode;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>What can be said of a config text before it is parsed: the ways in which a file is often something else
/// altogether.</summary>
internal static class ConfigTextChecks
{
    /// <exception cref="ConfigFormatException">The text is empty, too long, not UTF-8, a web page, or a Git LFS
    /// pointer.</exception>
    public static void ThrowIfNotText(string name, ReadOnlySpan<byte> text)
    {
        string? found = text switch
        {
            { Length: > ConfigLimits.MaxFileSize } => $"{text.Length} bytes",
            _ when text.Trim(" \t\r\n"u8).IsEmpty => text.IsEmpty ? "an empty text" : "nothing but white space",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16; save the file as UTF-8",
            _ when GitLfsPointer.IsBegunBy(text) => GitLfsPointer.Description,
            _ when text.TrimStart(" \t\r\n"u8).StartsWith("<"u8) => $"what looks like a web page: {Excerpt.Of(text)}",
            _ => null,
        };
        if (found is not null)
        {
            throw new ConfigFormatException(
                name,
                "$",
                null,
                $"a JSON object of at most {ConfigLimits.MaxFileSize} bytes",
                found
            );
        }

        if (!Utf8.IsValid(text))
        {
            int offset = FirstInvalid(text);
            throw new ConfigFormatException(
                name,
                "$",
                TextPosition.Of(text, offset),
                "UTF-8",
                $"the byte 0x{text[offset]:X2}, which is not part of it"
            );
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int offset = 0;
        while (
            System.Text.Rune.DecodeFromUtf8(text[offset..], out _, out int length)
            == System.Buffers.OperationStatus.Done
        )
        {
            offset += length;
        }

        return offset;
    }
}
