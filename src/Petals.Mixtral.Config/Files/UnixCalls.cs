using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>Files on Linux and on Apple's systems.</summary>
internal static partial class UnixCalls
{
    private const int NoSuchEntry = 2;
    private const int PermissionDenied = 13;
    private const int NotADirectory = 20;
    private const int NotPermitted = 1;
    private const int AppleGetPath = 50;
    private const int ApplePathLength = 1024;

    private static readonly bool IsLinux = OperatingSystem.IsLinux() || OperatingSystem.IsAndroid();

    /// <summary>Close on exec, never become the terminal of the process, never wait for the writer of a pipe.</summary>
    public static readonly int ToRead = IsLinux ? 0x80000 | 0x100 | 0x800 : 0x1000000 | 0x20000 | 0x4;

    /// <summary>Linux opens a directory as a place (O_PATH), which needs no permission to list it.</summary>
    public static readonly int ToLocate = IsLinux ? 0x80000 | 0x200000 : ToRead;

    private static readonly int NameTooLong = IsLinux ? 36 : 63;

    public static SafeFileHandle? TryOpen(string path, int flags)
    {
        // A C string ends at the first null character, so it would be another path.
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        int descriptor = Open(path, flags);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int error = Marshal.GetLastPInvokeError();
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

    public static string RealPathOf(SafeFileHandle handle)
    {
        nint descriptor = handle.DangerousGetHandle();
        string? path = IsLinux ? new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget : ApplePathOf(descriptor);
        GC.KeepAlive(handle);
        return path ?? throw new IOException("The system does not report where an open file is.");
    }

    private static string? ApplePathOf(nint descriptor)
    {
        Span<byte> path = stackalloc byte[ApplePathLength];

        // On arm64, variadic arguments are on the stack, after the eight in registers.
        bool isFound =
            RuntimeInformation.ProcessArchitecture is Architecture.Arm64
                ? ControlOnArm64((int)descriptor, AppleGetPath, 0, 0, 0, 0, 0, 0, path) == 0
                : Control((int)descriptor, AppleGetPath, path) == 0;
        return isFound ? Encoding.UTF8.GetString(path[..path.IndexOf((byte)0)]) : null;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, Span<byte> path);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlOnArm64(
        int descriptor,
        int command,
        nint unused2,
        nint unused3,
        nint unused4,
        nint unused5,
        nint unused6,
        nint unused7,
        Span<byte> path
    );
}
