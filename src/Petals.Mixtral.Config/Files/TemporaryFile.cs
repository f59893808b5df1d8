namespace Petals.Mixtral.Config.Files;

/// <summary>
/// A file that is being written. Its name is unique, so two writers never share one. One step puts it in place: a
/// reader sees the old file or the new one, also after a crash. All files that this library writes are put in place
/// here.
/// </summary>
internal static class TemporaryFile
{
    public static string CreatePath(string prefix, string extension) => $"{prefix}.{Guid.NewGuid():N}{extension}";

    /// <summary>Writes a file that replaces the target and keeps its permissions. A link is replaced, not followed: it
    /// may lead to a blob, whose name is the hash of its content.</summary>
    /// <inheritdoc cref="Move"/>
    public static void Write(
        string temporary,
        string target,
        Action<FileStream> write,
        Action<string, string, string>? observer
    )
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        var old = new FileInfo(target);
        if (!OperatingSystem.IsWindows() && old is { Exists: true, LinkTarget: null })
        {
            options.UnixCreateMode = old.UnixFileMode;
        }

        try
        {
            using var file = new FileStream(temporary, options);
            if (options.UnixCreateMode is { } mode)
            {
                FileSystemCalls.TrySetMode(file.SafeFileHandle, mode);
            }

            write(file);
            Publish(file, target, observer);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    /// <summary>Closes a complete file, and puts it in place. The content must reach the disk before the rename
    /// does.</summary>
    /// <inheritdoc cref="Move"/>
    public static void Publish(FileStream file, string target, Action<string, string, string>? observer)
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        observer?.Invoke("Flush", file.Name, target);
        Move(file.Name, target, observer);
    }

    /// <summary>Puts a link, or a file that is on the disk, in place.</summary>
    /// <param name="temporary">Its path.</param>
    /// <param name="target">The path at which it replaces what is there.</param>
    /// <param name="observer">Receives each step and both paths. Only crash tests set it.</param>
    /// <exception cref="IOException">The target cannot be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">The target may not be replaced.</exception>
    public static void Move(string temporary, string target, Action<string, string, string>? observer)
    {
        if (Directory.Exists(target) && new FileInfo(target).LinkTarget is null)
        {
            Directory.Delete(target); // A rename does not replace an empty directory.
        }

        observer?.Invoke("Rename", temporary, target);
        FileSystemCalls.Rename(temporary, target);
        observer?.Invoke("FlushDirectory", temporary, target);
        FileSystemCalls.FlushDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Deletes a file if possible; a leftover file is harmless.</summary>
    public static void TryDelete(string path) => FileErrors.Ignore(() => File.Delete(path));

    /// <summary>Deletes the files that killed writers left behind. Open files are kept, and those whose names do not
    /// come from <see cref="CreatePath"/>, such as those of other clients.</summary>
    public static void DeleteAbandoned(string prefix, string extension, DateTime writtenBefore) =>
        FileErrors.Ignore(() =>
        {
            string pattern = $"{Path.GetFileName(prefix)}.*{extension}";
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, pattern))
            {
                string id = Path.GetExtension(path[..^extension.Length]).TrimStart('.');
                if (Guid.TryParseExact(id, "N", out _) && File.GetLastWriteTimeUtc(path) < writtenBefore)
                {
                    FileErrors.Ignore(() => DeleteUnlessOpen(path));
                }
            }
        });

    private static void DeleteUnlessOpen(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
            return;
        }

        const FileOptions delete = FileOptions.DeleteOnClose;
        new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, delete).Dispose();
    }
}
