using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>The calls of Linux by which a file is opened, read and closed, and what they are told: the values are those
/// of x64 and arm64.</summary>
internal static partial class LinuxCalls
{
    /// <summary>Close on exec, become no terminal's owner, never wait for the other end of a pipe.</summary>
    public const int ToRead = 0x80000 | 0x100 | 0x800;

    /// <summary>Close on exec, and only as the place where paths begin.</summary>
    public const int ToBeginAt = 0x80000 | 0x200000;

    /// <summary>Whether the system has these calls, and the values mean there what they should.</summary>
    public static bool IsSupported =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Opens what is at a path, given as a C string. Returns its descriptor; negative where it was not
    /// opened.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open")]
    public static partial int Open(ReadOnlySpan<byte> path, int flags);

    /// <summary>Reads from an offset, which pipes have not. Returns the number of bytes; 0 at the end, negative for an
    /// error.</summary>
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint Read(int file, Span<byte> buffer, nint length, nint offset);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);
}
