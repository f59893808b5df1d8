namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// The lock file with which Python's client and this one avoid downloading the same blob twice (<c>flock</c>, through
/// <see cref="FileShare.None"/>). Correctness does not depend on it: if it cannot be taken, and its holder writes
/// nothing for a minute, the download goes ahead.
/// </summary>
internal static class BlobLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the lock, which is released when it is disposed. Returns null if the lock cannot be taken, or
    /// if isDone returns true because its holder has downloaded the blob.</summary>
    public static async ValueTask<IDisposable?> AcquireAsync(
        HubCall call,
        string path,
        Func<bool> isDone,
        Func<long> writtenLength
    )
    {
        string reason = "others hold it";
        long start = call.Clock.GetTimestamp();
        long written = writtenLength();
        while (call.Clock.GetElapsedTime(start) < Patience)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (new FileInfo(path).LinkTarget is not null)
                {
                    reason = "it is a link";
                    break;
                }

                // An exclusive flock on NFS requires write access.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (IsHeldByOthers(exception))
            {
                if (isDone())
                {
                    return null;
                }

                if (
                    call.Clock.GetElapsedTime(start) >= Patience - Pause
                    && writtenLength() is var now
                    && now != written
                )
                {
                    written = now;
                    start = call.Clock.GetTimestamp();
                }

                await call.Mode.DelayAsync(Pause, call.Clock);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                reason = exception.Message;
                break;
            }
        }

        Log.NotWritten(call.Logger, path, reason);
        return null;
    }

    /// <summary>Whether another process holds the file: EWOULDBLOCK on Linux and macOS, a sharing violation on
    /// Windows.</summary>
    public static bool IsHeldByOthers(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;
}
