[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Petals.Mixtral.Config.Files;

/// <summary>System calls that .NET does not have, or only combines with others: open without waiting for a pipe, read
/// unless it is a directory, find the path of a descriptor.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the handle.")]
internal static class FileSystemCalls
{
    private static bool IsWindows => OperatingSystem.IsWindows();

    /// <summary>Windows ignores the case of paths.</summary>
    public static StringComparison PathComparison { get; } =
        IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Opens a file or a directory for reading. Returns null if it does not exist. The system ends a path at
    /// its first null character, so a text that contains one does not name a file.</summary>
    public static SafeFileHandle? TryOpen(string path) =>
        path.Contains('\0') ? null
        : IsWindows ? WindowsCalls.TryOpen(path)
        : UnixCalls.TryOpen(path);

    /// <summary>Reads the start of a file that was just opened. Returns null if it is a directory, and 0 if it is a
    /// pipe.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer) =>
        IsWindows ? WindowsCalls.ReadStart(handle, buffer) : UnixCalls.ReadStart(handle, buffer);

    /// <summary>Renames a file or link. It replaces the target, even if readers have it open.</summary>
    public static void Rename(string source, string target)
    {
        if (IsWindows)
        {
            WindowsCalls.Rename(source, target);
        }
        else
        {
            File.Move(source, target, overwrite: true);
        }
    }

    /// <summary>Returns false if a path does not exist. This is a single system call.</summary>
    public static bool MayExist(string path) =>
        FileErrors.OrElse(
            true,
            () =>
            {
                using SafeFileHandle? handle = TryOpen(path);
                return handle is not null;
            }
        );

    /// <summary>Sets permissions, also those that the umask removed. Not every file system has them.</summary>
    public static void TrySetMode(SafeFileHandle file, UnixFileMode mode) =>
        FileErrors.Ignore(() =>
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, mode);
            }
        });

    /// <summary>Makes a rename durable on systems that can flush a directory. If it fails, a crash can only bring the
    /// old file back.</summary>
    public static void FlushDirectory(string directory) =>
        FileErrors.Ignore(() =>
        {
            using SafeFileHandle? handle = IsWindows ? null : TryOpen(directory);
            if (handle is not null)
            {
                RandomAccess.FlushToDisk(handle);
            }
        });

    /// <summary>The path of an open file or directory without any link.</summary>
    public static string RealPathOf(SafeFileHandle handle) =>
        (IsWindows ? WindowsCalls.RealPathOf(handle) : UnixCalls.RealPathOf(handle))
        ?? throw new IOException("The system does not report the path of an open file.");

    /// <summary>The path of a directory without any link. Returns null if it does not exist or cannot be
    /// opened.</summary>
    public static string? RealPathOf(string directory) =>
        FileErrors.OrElse(
            null,
            () =>
            {
                using SafeFileHandle? handle = TryOpen(directory);
                return handle is null ? null : RealPathOf(handle);
            }
        );
}
