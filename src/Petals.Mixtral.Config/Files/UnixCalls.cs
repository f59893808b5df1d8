using System.Text.Unicode;

namespace Petals.Mixtral.Config.Files;

/// <summary>File system calls of Linux and of Apple's systems.</summary>
internal static partial class UnixCalls
{
    private const int NotPermitted = 1;
    private const int NoSuchEntry = 2;
    private const int Interrupted = 4;
    private const int PermissionDenied = 13;
    private const int NotADirectory = 20;
    private const int IsADirectory = 21;
    private const int IsAPipe = 29;
    private const int MaxPathLength = 4096;
    private const int AppleGetPath = 50;
    private const int OpenAt2 = 437;

    /// <summary>O_PATH and O_CLOEXEC of Linux.</summary>
    private const int ToFind = 0x280000;

    /// <summary>RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS.</summary>
    private const int Beneath = 0x0A;

    private static readonly bool IsLinux = OperatingSystem.IsLinux() || OperatingSystem.IsAndroid();
    private static readonly int NameTooLong = IsLinux ? 36 : 63;

    /// <summary>Close on exec, never become the terminal of the process, never wait for the writer of a pipe.</summary>
    private static readonly int ToRead = IsLinux ? 0x80000 | 0x100 | 0x800 : 0x1000000 | 0x20000 | 0x4;

    public static SafeFileHandle? TryOpen(string path)
    {
        while (true)
        {
            int descriptor = Open(path, ToRead);
            if (descriptor >= 0)
            {
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            int error = Marshal.GetLastPInvokeError();
            if (error is NoSuchEntry or NotADirectory)
            {
                return null;
            }

            if (error is not Interrupted)
            {
                string message = $"'{path}' could not be opened: {Marshal.GetPInvokeErrorMessage(error)}.";
                throw error is PermissionDenied or NotPermitted ? new UnauthorizedAccessException(message)
                : error == NameTooLong ? new PathTooLongException(FileErrors.TooLong)
                : new IOException(message, error);
            }
        }
    }

    /// <summary>Opens a path in a directory of Linux unless a link leads out of it. Returns null if one does, or if
    /// the call fails for another reason.</summary>
    public static SafeFileHandle? TryOpenInside(string directory, string path)
    {
        int root = Open(directory, ToFind);
        nint descriptor = SystemCall(OpenAt2, root, path, [(ulong)ToRead, 0, Beneath], 3 * sizeof(ulong));
        _ = Close(root);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer)
    {
        while (true)
        {
            nint count = ReadAt(handle, buffer, buffer.Length, 0, 0, 0);
            int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            switch (error)
            {
                case 0:
                    return (int)count;
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

    [SkipLocalsInit]
    public static string? RealPathOf(SafeFileHandle handle)
    {
        int descriptor = (int)handle.DangerousGetHandle();
        Span<byte> path = stackalloc byte[MaxPathLength];
        nint length;
        if (IsLinux)
        {
            Span<byte> link = stackalloc byte[32];
            Utf8.TryWrite(link, $"/proc/self/fd/{descriptor}\0", out _);
            length = ReadLink(link, path, path.Length);
        }
        else
        {
            bool isFound = Control(descriptor, AppleGetPath, path, 0, 0, 0, 0, 0, path) == 0;
            length = isFound ? path.IndexOf((byte)0) : 0;
        }

        GC.KeepAlive(handle);
        return length > 0 && length < path.Length ? Encoding.UTF8.GetString(path[..(int)length]) : null;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SystemCall(nint number, nint root, string path, ReadOnlySpan<ulong> how, nint size);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint ReadAt(
        SafeFileHandle file,
        Span<byte> buffer,
        nint length,
        nint offset, // On 32-bit systems it has one word, or two that are aligned, depending on the C library.
        nint offset2,
        nint offset3
    );

    [LibraryImport("libc", EntryPoint = "readlink")]
    private static partial nint ReadLink(ReadOnlySpan<byte> path, Span<byte> target, nint length);

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
