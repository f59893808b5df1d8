using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Files;

/// <summary>What Linux's <c>statx</c> tells of a file: the one such structure that is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal partial struct LinuxStatus
{
    private const int WorkingDirectory = -100;
    private const int DoNotFollow = 0x100;
    private const uint TypeInodeAndSize = 0x1 | 0x100 | 0x200;

    private const int TypeMask = 0xF000;
    private const int DirectoryType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(40)]
    private readonly long _size;

    /// <summary>The major number of the device, then the minor one.</summary>
    [FieldOffset(136)]
    private readonly ulong _device;

    /// <summary>Asks for the status of a path, given as a C string; 0 where all went well.</summary>
    public static int Get(ReadOnlySpan<byte> path, bool followLinks, out LinuxStatus status) =>
        Get(WorkingDirectory, path, followLinks ? 0 : DoNotFollow, TypeInodeAndSize, out status);

    public readonly DiskEntry ToEntry() => (_mode & TypeMask) switch
    {
        LinkType => new(DiskEntryKind.Link, 0),
        DirectoryType => new(DiskEntryKind.Directory, 0),
        RegularType => new(DiskEntryKind.File, _size, new DiskIdentity(_device, _inode)),
        _ => new(DiskEntryKind.File, 0), // a pipe or a device
    };

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Get(int directory, ReadOnlySpan<byte> path, int flags, uint mask, out LinuxStatus status);
}
