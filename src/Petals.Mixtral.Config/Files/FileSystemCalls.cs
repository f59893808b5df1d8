using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>System calls that .NET does not have, or only combines with others: open without waiting for a pipe, read
/// unless it is a directory, find the path of a descriptor.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the handle.")]
internal static class FileSystemCalls
{
    /// <summary>Windows ignores the case of paths.</summary>
    public static StringComparison PathComparison { get; } =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether a file or a directory exists. Links are followed.</summary>
    public static bool Exists(string path) => OperatingSystem.IsWindows() ? Path.Exists(path) : UnixCalls.Exists(path);

    /// <summary>Opens a file or a directory for reading. Returns null if it does not exist.</summary>
    public static SafeFileHandle? TryOpen(string path) =>
        OperatingSystem.IsWindows() ? WindowsCalls.TryOpen(path) : UnixCalls.TryOpen(path, UnixCalls.ToRead);

    /// <summary>Reads the start of a file that was just opened. Returns null if it is a directory.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static int? ReadStart(SafeFileHandle handle, Span<byte> buffer) =>
        OperatingSystem.IsWindows() ? WindowsCalls.ReadStart(handle, buffer) : UnixCalls.ReadStart(handle, buffer);

    /// <summary>Windows flushes only a file that is open for writing.</summary>
    public static FileAccess AccessToFlush { get; } = OperatingSystem.IsWindows() ? FileAccess.Write : FileAccess.Read;

    /// <summary>Renames a file or link. It replaces the target, also if readers have it open.</summary>
    public static void Rename(string source, string target)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsCalls.Rename(source, target);
        }
        else
        {
            File.Move(source, target, overwrite: true);
        }
    }

    /// <summary>Makes a rename last, where the system lets a directory be flushed.</summary>
    public static void FlushDirectory(string directory)
    {
        try
        {
            using SafeFileHandle? handle = OperatingSystem.IsWindows() ? null : TryOpen(directory);
            if (handle is not null)
            {
                RandomAccess.FlushToDisk(handle);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file is in place; a crash could only bring the old one back.
        }
    }

    /// <summary>The path of an open file or directory without any link.</summary>
    public static string RealPathOf(SafeFileHandle handle) =>
        OperatingSystem.IsWindows() ? WindowsCalls.RealPathOf(handle) : UnixCalls.RealPathOf(handle);

    /// <summary>The path of a directory without any link. Returns null if it does not exist or may not be
    /// searched.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static string? RealPathOf(string directory)
    {
        try
        {
            using SafeFileHandle? handle = OperatingSystem.IsWindows()
                ? WindowsCalls.TryOpen(directory)
                : UnixCalls.TryOpen(directory, UnixCalls.ToLocate);
            return handle is null ? null : RealPathOf(handle);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the process, or the system, has too many open files: EMFILE and ENFILE.</summary>
    public static bool IsOutOfHandles(Exception? exception) => exception is IOException { HResult: 23 or 24 };
}
