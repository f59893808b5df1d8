using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>
/// Linux's <c>openat2</c>, by which the system itself refuses a path that leaves a folder, be it by a link or by what
/// somebody changes meanwhile. A system of before 5.6, or one that forbids the call, refuses all.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly partial struct LinuxOpenBeneath
{
    /// <summary>The number of the call, which no libc has a name for; the same on every architecture.</summary>
    private const int Call = 437;

    /// <summary>Nothing out of the folder, and none of the links by which the system shows the files that processes
    /// have open.</summary>
    private const ulong BeneathAndNoMagic = 0x08 | 0x02;

    private const int Size = 3 * sizeof(ulong);

    private readonly ulong _flags;
    private readonly ulong _mode;
    private readonly ulong _resolve;

    private LinuxOpenBeneath(int flags)
    {
        _flags = (ulong)flags;
        _mode = 0;
        _resolve = BeneathAndNoMagic;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="folder">The descriptor of the folder.</param>
    /// <param name="path">The path from there, as a C string.</param>
    /// <param name="flags">How to open it.</param>
    /// <returns>The descriptor; negative where it was not opened.</returns>
    public static int Open(int folder, ReadOnlySpan<byte> path, int flags)
    {
        var how = new LinuxOpenBeneath(flags);
        return (int)Invoke(Call, folder, path, in how, Size);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Invoke(
        nint call,
        nint folder,
        ReadOnlySpan<byte> path,
        in LinuxOpenBeneath how,
        nint size
    );
}
