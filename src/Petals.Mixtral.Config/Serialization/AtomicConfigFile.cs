namespace Petals.Mixtral.Config.Serialization;

/// <summary>Writes a config file as a whole or not at all.</summary>
internal static class AtomicConfigFile
{
    private const string Name = "config.json";

    /// <exception cref="PretrainedConfigException">The directory is a file, or cannot be written to.</exception>
    public static void Save(string saveDirectory, ReadOnlySpan<byte> text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(saveDirectory);
        if (File.Exists(saveDirectory))
        {
            throw new PretrainedConfigException(
                $"The config cannot be saved to '{Path.GetFullPath(saveDirectory)}': it is a file. Give a directory."
            );
        }

        if (text.Length > ConfigLimits.MaxFileSize)
        {
            throw new PretrainedConfigException(
                $"The config cannot be saved: its text has {text.Length} bytes; the limit is {ConfigLimits.MaxFileSize}."
            );
        }

        string target = saveDirectory;
        try
        {
            string directory = Directory.CreateDirectory(saveDirectory).FullName;
            target = Path.Combine(directory, Name);
            Replace(target, Path.Combine(directory, $".{Name}.{Guid.NewGuid():N}.tmp"), text);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PretrainedConfigException(
                $"The config cannot be saved to '{target}': {exception.Message.TrimEnd('.')}. Give a writable directory.",
                exception
            );
        }
    }

    /// <summary>A link is replaced and not followed: it may lead to a blob of a Hugging Face cache, whose name is the
    /// hash of its content.</summary>
    private static void Replace(string target, string temporary, ReadOnlySpan<byte> text)
    {
        try
        {
            using (FileStream file = Create(temporary, target))
            {
                file.Write(text);
            }

            AtomicFile.Publish(temporary, target);
        }
        finally
        {
            // Only if publishing failed. Deleting a missing file is not an error.
            File.Delete(temporary);
        }
    }

    /// <summary>Creates a file with the permissions of the file that it will replace.</summary>
    private static FileStream Create(string temporary, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows() || new FileInfo(target) is not { Exists: true, LinkTarget: null })
        {
            return new FileStream(temporary, options);
        }

        UnixFileMode mode = File.GetUnixFileMode(target);
        options.UnixCreateMode = mode;
        var file = new FileStream(temporary, options);
        try
        {
            // The umask of the process may have removed some permissions.
            File.SetUnixFileMode(file.SafeFileHandle, mode);
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            // Some file systems have no permissions to set.
        }

        return file;
    }
}
