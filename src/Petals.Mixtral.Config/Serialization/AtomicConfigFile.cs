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
                $"The config cannot be saved to '{Path.GetFullPath(saveDirectory)}': expected a directory, found "
                    + $"a file. Give the directory that {Name} goes into."
            );
        }

        if (text.Length > ConfigLimits.MaxFileSize)
        {
            throw new PretrainedConfigException(
                $"The config cannot be saved: its text has {text.Length} bytes, and a file of more than "
                    + $"{ConfigLimits.MaxFileSize} is not read again."
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
                $"The config could not be saved to '{target}': {exception.Message.TrimEnd('.')}. Give a directory "
                    + "that can be written to.",
                exception
            );
        }
    }

    private static void Replace(string target, string temporary, ReadOnlySpan<byte> text)
    {
        try
        {
            using (
                var file = new FileStream(
                    temporary,
                    FileMode.CreateNew,
                    FileAccess.Write,
                    FileShare.None,
                    bufferSize: 0
                )
            )
            {
                file.Write(text);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            // Gone already when all went well; deleting what is not there is no error.
            File.Delete(temporary);
        }
    }
}
