using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>File system calls of Linux and of Apple's systems.</summary>
internal static partial class UnixCalls
{
    private const int NoSuchEntry = 2;
    private const int PermissionDenied = 13;
    private const int NotADirectory = 20;
    private const int IsADirectory = 21;
    private const int NotPermitted = 1;
    private const int IsAPipe = 29;
    private const int Interrupted = 4;
    private const int MaxPathLength = 4096;
    private const int AppleGetPath = 50;
    private const int ApplePathLength = 1024;

    private static readonly bool IsLinux = OperatingSystem.IsLinux() || OperatingSystem.IsAndroid();

    /// <summary>Close on exec, never become the terminal of the process, never wait for the writer of a pipe.</summary>
    public static readonly int ToRead = IsLinux ? 0x80000 | 0x100 | 0x800 : 0x1000000 | 0x20000 | 0x4;

    /// <summary>Linux opens a directory as a place (O_PATH), which needs no permission to list it.</summary>
    public static readonly int ToLocate = IsLinux ? 0x80000 | 0x200000 : ToRead;

    private static readonly int NameTooLong = IsLinux ? 36 : 63;

    public static bool Exists(string path) => IsCString(path) && Access(path, 0) == 0;

    public static SafeFileHandle? TryOpen(string path, int flags)
    {
        if (!IsCString(path))
        {
            return null;
        }

        int descriptor;
        int error = Interrupted;
        do
        {
            descriptor = Open(path, flags);
        } while (descriptor < 0 && (error = Marshal.GetLastPInvokeError()) == Interrupted);

        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        if (error is NoSuchEntry or NotADirectory)
        {
            return null;
        }

        string message = $"'{path}' could not be opened: {Marshal.GetPInvokeErrorMessage(error)}.";
        return error switch
        {
            PermissionDenied or NotPermitted => throw new UnauthorizedAccessException(message),
            _ when error == NameTooLong => throw new PathTooLongException(message),
            _ => throw new IOException(message, error),
        };
    }

    /// <summary>Returns null if it is a directory, and 0 if it is a pipe.</summary>
    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer)
    {
        while (true)
        {
            nint count = ReadAt(handle, buffer, buffer.Length, 0, 0, 0);
            if (count >= 0)
            {
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            switch (error)
            {
                case IsADirectory:
                    return null;
                case IsAPipe:
                    return 0;
                case Interrupted:
                    continue;
                default:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }
        }
    }

    public static string RealPathOf(SafeFileHandle handle)
    {
        int descriptor = (int)handle.DangerousGetHandle();
        string? path = IsLinux ? LinuxPathOf(descriptor) : ApplePathOf(descriptor);
        GC.KeepAlive(handle);
        return path ?? throw new IOException("The system does not report where an open file is.");
    }

    /// <summary>A C string ends at the first null character, so a text that contains one would mean another path.</summary>
    private static bool IsCString(string path) => !path.Contains('\0', StringComparison.Ordinal);

    [SkipLocalsInit]
    private static string? LinuxPathOf(int descriptor)
    {
        Span<byte> link = stackalloc byte[32];
        Utf8.TryWrite(link, $"/proc/self/fd/{descriptor}\0", out _);
        Span<byte> path = stackalloc byte[MaxPathLength];
        nint length = ReadLink(link, path, path.Length);
        return length > 0 && length < path.Length ? Encoding.UTF8.GetString(path[..(int)length]) : null;
    }

    private static string? ApplePathOf(int descriptor)
    {
        Span<byte> path = stackalloc byte[ApplePathLength];

        return Control(descriptor, AppleGetPath, path, 0, 0, 0, 0, 0, path) == 0
            ? Encoding.UTF8.GetString(path[..path.IndexOf((byte)0)])
            : null;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint ReadAt(
        SafeFileHandle file,
        Span<byte> buffer,
        nint length,
        nint offset, // On 32-bit systems it has one word, or two that are aligned, depending on the C library.
        nint offset2,
        nint offset3
    );

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "readlink")]
    private static partial nint ReadLink(ReadOnlySpan<byte> path, Span<byte> target, nint length);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(
        int descriptor,
        int command,
        Span<byte> path,
        nint unused3,
        nint unused4,
        nint unused5,
        nint unused6,
        nint unused7,
        Span<byte> pathOnStack // On arm64, a variadic argument is on the stack, after the eight in registers.
    );
}
