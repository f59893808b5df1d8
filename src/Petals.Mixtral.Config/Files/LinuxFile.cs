using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Files;

/// <summary>
/// Reads a regular file with Linux's own calls: .NET makes twice as many for a small one, among them two for a lock that a reader does not
/// need. They answer only where all goes well: <see langword="false"/> means that the file must be looked into in the usual way, which
/// says what is unusual about it.
/// </summary>
[SkipLocalsInit]
internal static partial class LinuxFile
{
    /// <summary>Close on exec, become no terminal's owner, never wait for the other end of a pipe: their values on these two architectures.</summary>
    private const int ToRead = 0x80000 | 0x100 | 0x800;

    /// <summary>Close on exec, and only as the place where a path begins.</summary>
    private const int ToBeginAt = 0x80000 | 0x200000;

    /// <summary>Reads a file whole. Links are followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <param name="content">What it holds.</param>
    public static bool TryRead(ReadOnlySpan<char> path, int limit, [NotNullWhen(true)] out byte[]? content)
    {
        Span<byte> name = stackalloc byte[CString.MaxLength];
        content = LinuxPath.IsSupported && CString.TryEncode(path, name) ? ReadAndClose(Open(name, ToRead), limit) : null;
        return content is not null;
    }

    /// <summary>The same where the system is to see to it that no link on the way leads out of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The path from there.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <param name="content">What it holds.</param>
    public static bool TryReadBeneath(string folder, ReadOnlySpan<char> path, int limit, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        Span<byte> name = stackalloc byte[CString.MaxLength];
        if (!LinuxPath.IsSupported || !CString.TryEncode(folder, name) || Open(name, ToBeginAt) is var root && root < 0)
        {
            return false;
        }

        try
        {
            content = CString.TryEncode(path, name) ? ReadAndClose(LinuxOpenBeneath.Open(root, name, ToRead), limit) : null;
            return content is not null;
        }
        finally
        {
            _ = Close(root);
        }
    }

    /// <summary>The content of a file; <see langword="null"/> where it was not opened, or is not what may be read.</summary>
    private static byte[]? ReadAndClose(int file, int limit)
    {
        if (file < 0)
        {
            return null;
        }

        try
        {
            if (LinuxStatus.Get(file, out DiskEntry entry) != 0 || entry is not { Kind: DiskEntryKind.File, Length: > 0 } || entry.Length > limit)
            {
                return null;
            }

            byte[] content = GC.AllocateUninitializedArray<byte>((int)entry.Length);
            return Fill(file, content) ? content : null;
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static bool Fill(int file, Span<byte> buffer)
    {
        while (!buffer.IsEmpty && Read(file, buffer, buffer.Length) is > 0 and nint count)
        {
            buffer = buffer[(int)count..];
        }

        return buffer.IsEmpty;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open")]
    private static partial int Open(ReadOnlySpan<byte> path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, Span<byte> buffer, nint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
