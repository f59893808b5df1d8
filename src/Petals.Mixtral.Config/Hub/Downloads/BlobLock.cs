namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// The lock file with which the threads and processes of Python's client and of this one avoid downloading the same
/// blob twice (<c>flock</c>, through <see cref="FileShare.None"/>). Correctness does not depend on it: if it cannot be
/// created, or its holder writes nothing for a minute, the download goes ahead.
/// </summary>
internal static class BlobLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Python's client uses this mode, so the members of a group share the lock.</summary>
    private const UnixFileMode Mode = (UnixFileMode)0b110_110_100;

    /// <summary>Waits for the lock, which is released when it is disposed. Returns null if the lock cannot be taken, or
    /// if isDone returns true because its holder has downloaded the blob.</summary>
    public static async ValueTask<IDisposable?> AcquireAsync(HubCall call, RepoCache cache, ETag tag, Func<bool> isDone)
    {
        string path = cache.LockPath(tag);
        string reason = "another process holds it";
        long start = call.Clock.GetTimestamp();
        long written = WrittenLength(cache, tag);
        while (call.Clock.GetElapsedTime(start) < Patience)
        {
            try
            {
                return Open(path);
            }
            catch (Exception exception)
                when (exception.IsFileError()
                    && !IsHeldByOthers(exception)
                    && exception is not DirectoryNotFoundException
                )
            {
                reason = exception.Message;
                break;
            }
            catch (IOException)
            {
                // Others hold it, or a cleaner has just deleted its directory.
            }

            if (isDone())
            {
                return null;
            }

            if (WrittenLength(cache, tag) is var now && now != written)
            {
                written = now;
                start = call.Clock.GetTimestamp();
            }

            await call.Mode.DelayAsync(Pause, call.Clock);
        }

        Log.NotWritten(call.Logger, path, reason);
        return null;
    }

    /// <summary>Whether another process holds the file: EWOULDBLOCK on Linux and macOS, a sharing violation on
    /// Windows.</summary>
    public static bool IsHeldByOthers(Exception exception) =>
        exception is IOException && (exception.HResult & 0xFFFF) is 11 or 35 or 32;

    private static FileStream Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException("it is a link");
        }

        // An exclusive flock on NFS requires write access.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        FileSystemCalls.TrySetMode(file.SafeFileHandle, Mode);
        return file;
    }

    /// <summary>The bytes that all clients have written of a blob that is not complete.</summary>
    private static long WrittenLength(RepoCache cache, ETag tag) =>
        FileErrors.OrElse(
            0L,
            () =>
                new DirectoryInfo(cache.BlobsPath)
                    .EnumerateFiles($"{tag}*{CacheLayout.Unfinished}")
                    .Sum(file => file.Length)
        );
}
