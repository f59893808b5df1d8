using Petals.Mixtral.Config.Files.Linux;

namespace Petals.Mixtral.Config.Files;

/// <summary>What stands at a path, told by one question to the operating system where that is possible.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Length">The bytes of a file; 0 for all else.</param>
internal readonly record struct DiskEntry(DiskEntryKind Kind, long Length)
{
    /// <summary>What the path itself names: a link is a link.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be known.</exception>
    public static DiskEntry At(ReadOnlySpan<char> path) =>
        LinuxPath.TryLook(path, followLinks: false, out DiskEntry entry) ? entry : Ask(path.ToString());

    /// <summary>Whether there is a file or a directory at the end of a path's links; what may not be known counts as
    /// missing.</summary>
    public static DiskEntryKind KindBehind(string path) =>
        LinuxPath.TryLook(path, followLinks: true, out DiskEntry entry) ? entry.Kind
        : Directory.Exists(path) ? DiskEntryKind.Directory
        // a link to nothing exists, but is no file
        : File.Exists(path) && RegularFile.IsThere(path) ? DiskEntryKind.File
        : DiskEntryKind.Missing;

    /// <summary>What is at a path where a file was expected and is not, in words.</summary>
    /// <param name="path">The path.</param>
    /// <param name="nothing">The words for nothing.</param>
    public static string Describe(string path, string nothing)
    {
        try
        {
            return At(path).Kind switch
            {
                DiskEntryKind.Link => $"a link to {LinkTarget(path)}, where there is no file",
                DiskEntryKind.Directory => "a directory",
                _ => nothing,
            };
        }
        catch (ArgumentException)
        {
            return nothing; // not every text can be a path
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"what is there may not be known: {exception.Message.TrimEnd('.')}; check the permissions of "
                + "its directory";
        }
    }

    /// <summary>What the link at a path leads to, as it is written; <see langword="null"/> where there is no
    /// link.</summary>
    /// <inheritdoc cref="At" path="/exception"/>
    public static string? LinkTarget(ReadOnlySpan<char> path) =>
        LinuxPath.TryReadLink(path, out string? target) ? target : new FileInfo(path.ToString()).LinkTarget;

    private static DiskEntry Ask(string path)
    {
        const FileAttributes Nothing = (FileAttributes)(-1);
        var info = new FileInfo(path);
        return info.Attributes switch
        {
            Nothing => default,
            var attributes when attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null => new(
                DiskEntryKind.Link,
                0
            ),
            var attributes when attributes.HasFlag(FileAttributes.Directory) => new(DiskEntryKind.Directory, 0),
            _ => new(DiskEntryKind.File, info.Length),
        };
    }
}
