using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Recognizes a file under several names.</summary>
internal static class FileIdentity
{
    /// <summary>The mount and the inode, which hard links have in common. The path without links if the system does not
    /// report them.</summary>
    public static string Of(OpenedFile file)
    {
        string[] lines = OperatingSystem.IsLinux()
            ? FileErrors.OrElse([], () => File.ReadAllLines($"/proc/self/fdinfo/{file.Handle.DangerousGetHandle()}"))
            : [];
        string? mount = Array.Find(lines, line => line.StartsWith("mnt_id:", StringComparison.Ordinal));
        string? inode = Array.Find(lines, line => line.StartsWith("ino:", StringComparison.Ordinal));
        return mount is null || inode is null ? file.RealPath : $"{mount} {inode}";
    }
}
