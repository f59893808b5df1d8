using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Diagnostics;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// The lock file by which Python's client and this one keep from downloading the same blob at the same time
/// (<c>flock</c>, by way of
/// <see cref="FileShare.None"/>). It saves work and nothing else: what is written is right without it, so where it
/// cannot be had, be it that the file system has no locks or that somebody holds it for too long, the work is done all
/// the same.
/// </summary>
internal static class BlobLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the lock.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="path">The path of the lock file, which is made where it is not there.</param>
    /// <param name="isDone">Whether somebody else has done the work meanwhile.</param>
    /// <param name="clock">The clock to wait by.</param>
    /// <param name="logger">Where to say that the lock is done without.</param>
    /// <returns>The lock, which is given up by disposing of it; <see langword="null"/> where the work is done, or is to
    /// be done without it.</returns>
    public static async ValueTask<IDisposable?> AcquireAsync(
        CallMode mode,
        string path,
        Func<bool> isDone,
        TimeProvider clock,
        ILogger logger
    )
    {
        string reason = "others hold it";
        long start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Patience)
        {
            mode.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (new FileInfo(path).LinkTarget is not null)
                {
                    reason = "it is a link, and who knows where to";
                    break;
                }

                // Read-write, since flock on NFS wants it so.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (IsHeldByOthers(exception))
            {
                if (isDone())
                {
                    return null;
                }

                await mode.DelayAsync(Pause, clock).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                reason = exception.Message;
                break;
            }
        }

        Log.WithoutLock(logger, path, reason);
        return null;
    }

    /// <summary>Whether a file could not be opened since somebody else holds it: EWOULDBLOCK on Linux and macOS, a
    /// sharing violation on Windows.</summary>
    public static bool IsHeldByOthers(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;
}
