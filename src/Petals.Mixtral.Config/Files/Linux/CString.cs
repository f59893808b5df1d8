using System.Text;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>Texts as the calls of the system take them: UTF-8 that ends with a zero byte.</summary>
internal static class CString
{
    /// <summary>The bytes of a path with its end; longer ones, which are rare, are left to .NET.</summary>
    public const int MaxLength = 1024;

    /// <summary>Writes a text. <see langword="false"/> where it is too long, or holds what ends it early.</summary>
    public static bool TryEncode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        bool fits =
            Encoding.UTF8.TryGetBytes(text, destination[..^1], out int length)
            && !destination[..length].Contains((byte)0);
        destination[length] = 0;
        return fits;
    }
}
