namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Reads regular files. A pipe or a device is never opened, since that could wait or go on for ever: what has no length is
/// not read at all, and a config or ref without content is of no use anyway.
/// </summary>
internal static class RegularFile
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or a link to it leads nowhere.</exception>
    /// <exception cref="IOException">It is not a regular file, is empty or too large, or could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int limit)
    {
        using FileStream file = Open(path, limit, FileOptions.None);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <inheritdoc cref="Read"/>
    public static async ValueTask<byte[]> ReadAsync(CallMode mode, string path, int limit)
    {
        if (!mode.IsAsync)
        {
            return Read(path, limit);
        }

        FileStream file = Open(path, limit, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            byte[] content = new byte[file.Length];
            await file.ReadExactlyAsync(content, mode.Cancellation).ConfigureAwait(false);
            return content;
        }
    }

    /// <summary>Whether there is a file at a path, at the end of its links. A link that leads nowhere exists, but does not open.</summary>
    public static bool IsThere(string path)
    {
        try
        {
            return File.Exists(LinkedPath.Resolve(path));
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Opens a file to read parts of it.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="limit">The size in bytes above which it is not opened.</param>
    /// <param name="options">How it is read.</param>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static FileStream Open(string path, long limit, FileOptions options)
    {
        // The file that is looked at must be the file that is opened, so the links of its last part are followed first.
        string resolved = LinkedPath.Resolve(path);
        ThrowIfUnfit(path, new FileInfo(resolved).Length, limit);
        var file = new FileStream(resolved, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, options);
        try
        {
            ThrowIfUnfit(path, file.Length, limit);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void ThrowIfUnfit(string path, long length, long limit)
    {
        if (length == 0)
        {
            throw new IOException($"'{path}' is empty, or is not a regular file.");
        }

        if (length > limit)
        {
            throw new IOException($"'{path}' has {length} bytes; at most {limit} are read.");
        }
    }
}
