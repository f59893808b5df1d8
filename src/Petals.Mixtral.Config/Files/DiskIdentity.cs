namespace Petals.Mixtral.Config.Files;

/// <summary>What tells a file or directory from all others of the machine, whatever paths lead to it.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The number in the file system.</param>
internal readonly record struct DiskIdentity(ulong Device, ulong Inode);
