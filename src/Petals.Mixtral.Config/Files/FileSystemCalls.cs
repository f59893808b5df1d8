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

    /// <summary>The path of an open file or directory without any link.</summary>
    public static string RealPathOf(SafeFileHandle handle) =>
        OperatingSystem.IsWindows() ? WindowsCalls.RealPathOf(handle) : UnixCalls.RealPathOf(handle);

    /// <summary>The path of a directory without any link. Returns null if it cannot be opened.</summary>
    public static string? RealPathOf(string directory)
    {
        try
        {
            using SafeFileHandle? handle = OperatingSystem.IsWindows()
                ? WindowsCalls.TryOpen(directory)
                : UnixCalls.TryOpen(directory, UnixCalls.ToLocate);
            return handle is null ? null : RealPathOf(handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
