using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>What Linux's <c>statx</c> tells of a file: the one such structure that is the same on every
/// architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal partial struct LinuxStatus
{
    private const int WorkingDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const int OpenFile = 0x1000;
    private const uint TypeAndSize = 0x1 | 0x200;

    private const int TypeMask = 0xF000;
    private const int DirectoryType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;

    private const int NoSuchCall = 38;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(40)]
    private readonly long _size;

    private readonly DiskEntry Entry =>
        (_mode & TypeMask) switch
        {
            LinkType => new(DiskEntryKind.Link, 0),
            DirectoryType => new(DiskEntryKind.Directory, 0),
            RegularType => new(DiskEntryKind.File, _size),
            _ => new(DiskEntryKind.File, 0), // a pipe or a device
        };

    /// <summary>Looks at a path, given as a C string. Returns the number of the error; 0 where all went well.</summary>
    public static int Get(ReadOnlySpan<byte> path, bool followLinks, out DiskEntry entry) =>
        Get(WorkingDirectory, path, followLinks ? 0 : DoNotFollow, out entry);

    /// <summary>Looks at a file that is open, given by its descriptor. Returns the number of the error; 0 where all
    /// went well.</summary>
    public static int Get(int file, out DiskEntry entry) => Get(file, "\0"u8, OpenFile, out entry);

    private static int Get(int directory, ReadOnlySpan<byte> path, int flags, out DiskEntry entry)
    {
        entry = default;
        try
        {
            if (Get(directory, path, flags, TypeAndSize, out LinuxStatus status) != 0)
            {
                return Marshal.GetLastPInvokeError();
            }

            entry = status.Entry;
            return 0;
        }
        catch (EntryPointNotFoundException)
        {
            return NoSuchCall; // a libc of before statx: glibc 2.27, musl 1.2.4
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Get(
        int directory,
        ReadOnlySpan<byte> path,
        int flags,
        uint mask,
        out LinuxStatus status
    );
}
