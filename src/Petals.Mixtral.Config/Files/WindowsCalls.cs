using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>File system calls of Windows.</summary>
internal static partial class WindowsCalls
{
    private const uint ReadData = 0x80000000;
    private const uint ShareAll = 1 | 2 | 4;
    private const uint OpenExisting = 3;

    /// <summary>Without this flag a directory cannot be opened.</summary>
    private const uint BackupSemantics = 0x02000000;

    private const int FileNotFound = 2;
    private const int PathNotFound = 3;
    private const int AccessDenied = 5;
    private const int InvalidName = 123;

    public static SafeFileHandle? TryOpen(string path)
    {
        SafeFileHandle handle = CreateFile(path, ReadData, ShareAll, 0, OpenExisting, BackupSemantics, 0);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        int error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        string message = $"'{path}' could not be opened: {Marshal.GetPInvokeErrorMessage(error)}";
        return error switch
        {
            FileNotFound or PathNotFound or InvalidName => null,
            AccessDenied => throw new UnauthorizedAccessException(message),
            _ => throw new IOException(message, unchecked((int)0x80070000) | error),
        };
    }

    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer) =>
        File.GetAttributes(handle).HasFlag(FileAttributes.Directory)
            ? null
            : RandomAccess.Read(handle, buffer, fileOffset: 0);

    public static string RealPathOf(SafeFileHandle handle)
    {
        const string LongPrefix = @"\\?\";
        const string NetworkPrefix = @"\\?\UNC\";
        char[] buffer = new char[32 * 1024];
        uint length = GetFinalPathNameByHandle(handle, buffer, (uint)buffer.Length, 0);
        if (length == 0 || length >= buffer.Length)
        {
            throw new IOException("The system does not report where an open file is.");
        }

        string path = new(buffer, 0, (int)length);
        return path.StartsWith(NetworkPrefix, StringComparison.Ordinal) ? $@"\\{path[NetworkPrefix.Length..]}"
            : path.StartsWith(LongPrefix, StringComparison.Ordinal) ? path[LongPrefix.Length..]
            : path;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport(
        "kernel32",
        EntryPoint = "CreateFileW",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16
    )]
    private static partial SafeFileHandle CreateFile(
        string path,
        uint access,
        uint share,
        nint security,
        uint disposition,
        uint flags,
        nint template
    );

    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport(
        "kernel32",
        EntryPoint = "GetFinalPathNameByHandleW",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16
    )]
    private static partial uint GetFinalPathNameByHandle(
        SafeFileHandle file,
        [Out] char[] path,
        uint length,
        uint flags
    );
}
