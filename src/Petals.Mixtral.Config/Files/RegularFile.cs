using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Files.Linux;

namespace Petals.Mixtral.Config.Files;

/// <summary>
/// Reads regular files. A pipe or a device is neither read nor waited for, since that could go on for ever: what has no
/// length is not read at all, and a config or ref without content is of no use anyway.
/// </summary>
internal static class RegularFile
{
    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or a link to it leads nowhere.</exception>
    /// <exception cref="IOException">It is not a regular file, is empty or too large, or could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int limit) =>
        LinuxFile.TryRead(path, limit, out byte[]? content) ? content : Read(LinkedPath.Resolve(path), limit);

    /// <summary>Reads a file that was looked at.</summary>
    /// <inheritdoc cref="Read(string, int)"/>
    public static byte[] Read(FoundFile file, int limit)
    {
        ThrowIfUnfit(file, limit);
        using FileStream stream = OpenStream(file.Path, limit, FileOptions.None);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <inheritdoc cref="Read(FoundFile, int)"/>
    public static async ValueTask<byte[]> ReadAsync(CallMode mode, FoundFile file, int limit)
    {
        if (!mode.IsAsync)
        {
            return Read(file, limit);
        }

        ThrowIfUnfit(file, limit);
        FileStream stream = OpenStream(file.Path, limit, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            byte[] content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, mode.Cancellation).ConfigureAwait(false);
            return content;
        }
    }

    /// <summary>Whether there is a file at a path, at the end of its links. A link that leads nowhere exists, but does
    /// not open.</summary>
    public static bool IsThere(string path)
    {
        try
        {
            return LinkedPath.Resolve(path).IsThere;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Opens a file to read parts of it.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="limit">The size in bytes above which it is not opened.</param>
    /// <inheritdoc cref="Read(string, int)" path="/exception"/>
    public static FileStream Open(string path, long limit)
    {
        FoundFile file = LinkedPath.Resolve(path);
        ThrowIfUnfit(file, limit);
        return OpenStream(file.Path, limit, FileOptions.None);
    }

    private static FileStream OpenStream(string path, long limit, FileOptions options)
    {
        var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            options
        );
        try
        {
            ThrowIfUnfit(path, stream.Length, limit);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static void ThrowIfUnfit(FoundFile file, long limit)
    {
        if (!file.IsThere)
        {
            throw new FileNotFoundException(
                file.Entry.Kind is DiskEntryKind.Directory
                    ? $"'{file.Path}' is a directory."
                    : $"Could not find file '{file.Path}'.",
                file.Path
            );
        }

        ThrowIfUnfit(file.Path, file.Entry.Length, limit);
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
