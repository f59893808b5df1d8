namespace Petals.Mixtral.Config.Serialization;

/// <summary>Writes a config file as a whole or not at all.</summary>
internal static class AtomicConfigFile
{
    private const string Name = "config.json";
    private const string Extension = ".tmp";

    /// <exception cref="PretrainedConfigException">The directory is a file, or cannot be written to.</exception>
    public static void Save(string saveDirectory, byte[] text, Action<string, string, string>? observer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(saveDirectory);
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
            string prefix = Path.Combine(directory, $".{Name}");
            TemporaryFile.DeleteAbandoned(prefix, Extension, DateTime.UtcNow.AddDays(-1));
            TemporaryFile.Write(
                TemporaryFile.CreatePath(prefix, Extension),
                target,
                file => file.Write(text),
                observer
            );
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
}
