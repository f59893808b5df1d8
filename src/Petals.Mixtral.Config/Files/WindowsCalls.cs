namespace Petals.Mixtral.Config.Files;

internal static partial class WindowsCalls
{
    private const uint ReadData = 0x80000000;
    private const uint Delete = 0x00010000;
    private const uint ShareAll = 1 | 2 | 4;
    private const uint OpenExisting = 3;

    /// <summary>Without this flag a directory cannot be opened.</summary>
    private const uint BackupSemantics = 0x02000000;

    /// <summary>Opens a link itself, or a directory.</summary>
    private const uint OpenLink = BackupSemantics | 0x00200000;

    private const int FileRenameInfoEx = 22;

    /// <summary>Replace the target, even if it is open (POSIX semantics) or read-only.</summary>
    private const int RenameFlags = 1 | 2 | 0x40;

    private const int MaxWaitForReaders = 5000;

    private const int FileNotFound = 2;
    private const int PathNotFound = 3;
    private const int AccessDenied = 5;
    private const int SharingViolation = 32;
    private const int InvalidName = 123;
    private const int BadPathName = 161;
    private const int NameTooLong = 206;
    private const int Win32Facility = unchecked((int)0x80070000);

    /// <summary>The length from which a path needs a prefix.</summary>
    private const int LongPath = 260;
    private const string LongPrefix = @"\\?\";
    private const string NetworkPrefix = @"\\?\UNC\";

    public static SafeFileHandle? TryOpen(string path)
    {
        SafeFileHandle handle = CreateFile(path, ReadData, BackupSemantics);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        int error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        string message = $"'{path}' could not be opened: {Marshal.GetPInvokeErrorMessage(error)}";
        return error switch
        {
            FileNotFound or PathNotFound or InvalidName or BadPathName => null,
            NameTooLong => throw new PathTooLongException(FileErrors.TooLong),
            AccessDenied => throw new UnauthorizedAccessException(message),
            _ => throw new IOException(message, Win32Facility | error),
        };
    }

    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer) =>
        File.GetAttributes(handle).HasFlag(FileAttributes.Directory)
            ? null
            : RandomAccess.Read(handle, buffer, fileOffset: 0);

    /// <summary>Renames a file. As on Unix, the target may be open if its readers share it for deletion. The call waits
    /// for other readers, such as <see cref="File.ReadAllText(string)"/>.</summary>
    public static void Rename(string source, string target)
    {
        long start = Environment.TickCount64;
        while (!TryRename(source, target))
        {
            try
            {
                // An older Windows, or another file system, cannot replace a read-only file.
                if (new FileInfo(target) is { Exists: true, IsReadOnly: true } old)
                {
                    old.IsReadOnly = false;
                }

                File.Move(source, target, overwrite: true);
                return;
            }
            catch (Exception exception)
                when (exception is UnauthorizedAccessException
                    || exception.HResult == (Win32Facility | SharingViolation)
                )
            {
                if (Environment.TickCount64 - start > MaxWaitForReaders)
                {
                    throw new IOException(
                        $"'{target}' could not be replaced: {exception.Message} Close it if another program has it open.",
                        exception
                    );
                }

                Thread.Sleep(1);
            }
        }
    }

    public static string? RealPathOf(SafeFileHandle handle)
    {
        char[] buffer = new char[32 * 1024];
        uint length = GetFinalPathNameByHandle(handle, buffer, (uint)buffer.Length, 0);
        if (length == 0 || length >= buffer.Length)
        {
            return null;
        }

        string path = new(buffer, 0, (int)length);
        return path.StartsWith(NetworkPrefix, StringComparison.Ordinal) ? $@"\\{path[NetworkPrefix.Length..]}"
            : path.StartsWith(LongPrefix, StringComparison.Ordinal) ? path[LongPrefix.Length..]
            : path;
    }

    private static bool TryRename(string source, string target)
    {
        using SafeFileHandle file = CreateFile(source, Delete, OpenLink);
        if (file.IsInvalid)
        {
            return false;
        }

        // FILE_RENAME_INFO: the flags, a handle, the length in bytes, the name.
        int lengthOffset = 2 * nint.Size;
        int nameOffset = lengthOffset + sizeof(int);
        byte[] name = Encoding.Unicode.GetBytes(Extended(target));
        byte[] info = new byte[nameOffset + name.Length + sizeof(char)];
        BitConverter.TryWriteBytes(info, RenameFlags);
        BitConverter.TryWriteBytes(info.AsSpan(lengthOffset), name.Length);
        name.CopyTo(info, nameOffset);
        return SetFileInformationByHandle(file, FileRenameInfoEx, info, (uint)info.Length);
    }

    private static SafeFileHandle CreateFile(string path, uint access, uint flags) =>
        CreateFile(Extended(path), access, ShareAll, 0, OpenExisting, flags, 0);

    private static string Extended(string path)
    {
        string full = Path.GetFullPath(path);
        return full.Length < LongPath || full.StartsWith(LongPrefix, StringComparison.Ordinal) ? full
            : full.StartsWith(@"\\", StringComparison.Ordinal) ? NetworkPrefix + full[2..]
            : LongPrefix + full;
    }

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

    [LibraryImport("kernel32", EntryPoint = "GetFinalPathNameByHandleW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint GetFinalPathNameByHandle(
        SafeFileHandle file,
        [Out] char[] path,
        uint length,
        uint flags
    );

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFileInformationByHandle(
        SafeFileHandle file,
        int kind,
        ReadOnlySpan<byte> info,
        uint length
    );
}
