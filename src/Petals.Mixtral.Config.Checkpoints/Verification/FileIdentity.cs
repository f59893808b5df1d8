using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Recognises a file under several names.</summary>
internal static partial class FileIdentity
{
    private const int EmptyPath = 0x1000;
    private const uint InodeMask = 0x100;

    // struct statx has the same layout on all architectures.
    private const int StatusSize = 256;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>The device and the inode, which hard links have in common. The path without links if the system does not
    /// report them.</summary>
    public static string Of(OpenedFile file)
    {
        try
        {
            Span<byte> status = stackalloc byte[StatusSize];
            if (OperatingSystem.IsLinux() && GetStatus(file.Handle, "", EmptyPath, InodeMask, status) == 0)
            {
                ulong device = BitConverter.ToUInt64(status[DeviceOffset..]);
                return $"{device}:{BitConverter.ToUInt64(status[InodeOffset..])}";
            }
        }
        catch (EntryPointNotFoundException)
        {
            // Older versions of musl do not have the function.
        }

        return file.RealPath;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(SafeFileHandle file, string path, int flags, uint mask, Span<byte> status);
}
