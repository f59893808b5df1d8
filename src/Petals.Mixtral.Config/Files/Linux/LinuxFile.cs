using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>
/// Reads a regular file with Linux's own calls: .NET makes twice as many for a small one, among them two for a lock
/// that a reader does not need. They answer only where all goes well: <see langword="false"/> means that the file must
/// be looked into in the usual way, which says what is unusual about it.
/// </summary>
[SkipLocalsInit]
internal static class LinuxFile
{
    /// <summary>Reads a file whole. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <param name="content">What it holds.</param>
    public static bool TryRead(ReadOnlySpan<char> path, int limit, [NotNullWhen(true)] out byte[]? content)
    {
        Span<byte> name = stackalloc byte[CString.MaxLength];
        content =
            LinuxCalls.IsSupported && CString.TryEncode(path, name)
                ? ReadAndClose(LinuxCalls.Open(name, LinuxCalls.ToRead), limit)
                : null;
        return content is not null;
    }

    /// <summary>The content of a file that was opened, given by its descriptor; <see langword="null"/> where it was
    /// not, or is not what may be read.</summary>
    public static byte[]? ReadAndClose(int file, int limit)
    {
        if (file < 0)
        {
            return null;
        }

        try
        {
            if (
                LinuxStatus.Get(file, out DiskEntry entry) != 0
                || entry is not { Kind: DiskEntryKind.File, Length: > 0 }
                || entry.Length > limit
            )
            {
                return null;
            }

            byte[] content = GC.AllocateUninitializedArray<byte>((int)entry.Length);
            return Fill(file, content) ? content : null;
        }
        finally
        {
            _ = LinuxCalls.Close(file);
        }
    }

    private static bool Fill(int file, Span<byte> buffer)
    {
        int filled = 0;
        while (
            filled < buffer.Length
            && LinuxCalls.Read(file, buffer[filled..], buffer.Length - filled, filled) is > 0 and nint count
        )
        {
            filled += (int)count;
        }

        return filled == buffer.Length;
    }
}
