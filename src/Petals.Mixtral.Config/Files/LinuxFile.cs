using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Petals.Mixtral.Config.Files;

/// <summary>
/// Linux's own calls for what loading does most: .NET makes twice as many to read a small file, among them two for a lock that a
/// reader does not need. They answer only where all goes well; where something is unusual, .NET is asked, and says what it is.
/// </summary>
[SkipLocalsInit]
internal static partial class LinuxFile
{
    /// <summary>The bytes of a path with its end; longer ones, which are rare, are left to .NET.</summary>
    private const int MaxPath = 1024;

    private const int NoSuchEntry = 2;
    private const int NotADirectory = 20;
    private const int NoLink = 22;

    /// <summary>Close on exec, become no terminal's owner, never wait for the other end of a pipe: their values on these two architectures.</summary>
    private const int ReadFlags = 0x80000 | 0x100 | 0x800;

    private static bool IsSupported => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Looks at what stands at a path. <see langword="false"/> where .NET must be asked.</summary>
    public static bool TryLook(ReadOnlySpan<char> path, bool followLinks, out DiskEntry entry)
    {
        entry = default;
        Span<byte> name = stackalloc byte[MaxPath];
        if (!IsSupported || !TryEncode(path, name))
        {
            return false;
        }

        try
        {
            if (LinuxStatus.Get(name, followLinks, out LinuxStatus status) == 0)
            {
                entry = status.ToEntry();
                return true;
            }

            return Marshal.GetLastPInvokeError() is NoSuchEntry or NotADirectory;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a libc of before statx: glibc 2.27, musl 1.2.4
        }
    }

    /// <summary>Reads what a link leads to; <see langword="null"/> for what is no link. <see langword="false"/> where .NET must be asked.</summary>
    public static bool TryReadLink(ReadOnlySpan<char> path, out string? target)
    {
        target = null;
        Span<byte> name = stackalloc byte[MaxPath];
        if (!IsSupported || !TryEncode(path, name))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[MaxPath];
        nint length = ReadLink(name, text, text.Length);
        if (length < 0)
        {
            return Marshal.GetLastPInvokeError() is NoLink or NoSuchEntry or NotADirectory;
        }

        // A text that fills the buffer may have been cut.
        target = length < text.Length ? Encoding.UTF8.GetString(text[..(int)length]) : null;
        return target is not null;
    }

    /// <summary>Fills a buffer with the beginning of a file. <see langword="false"/> where .NET must be asked.</summary>
    public static bool TryRead(string path, Span<byte> buffer)
    {
        Span<byte> name = stackalloc byte[MaxPath];
        if (!IsSupported || !TryEncode(path, name) || Open(name, ReadFlags) is var file && file < 0)
        {
            return false;
        }

        try
        {
            while (!buffer.IsEmpty && Read(file, buffer, buffer.Length) is > 0 and nint count)
            {
                buffer = buffer[(int)count..];
            }

            return buffer.IsEmpty;
        }
        finally
        {
            _ = Close(file);
        }
    }

    /// <summary>Writes a path as the C string that the calls take.</summary>
    private static bool TryEncode(ReadOnlySpan<char> path, Span<byte> name)
    {
        bool fits = Encoding.UTF8.TryGetBytes(path, name[..^1], out int length) && !name[..length].Contains((byte)0);
        name[length] = 0;
        return fits;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(ReadOnlySpan<byte> path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static partial nint ReadLink(ReadOnlySpan<byte> path, Span<byte> target, nint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, Span<byte> buffer, nint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
