using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the content of a response within limits of size and time.</summary>
internal sealed class ContentReader(CallMode mode, HubFileAddress file, HttpResponseMessage response) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>A transfer that has fewer bytes per second during a whole time-out counts as stopped.</summary>
    private const int MinRate = 1024;

    private readonly TimeSpan _timeout = file.Timeouts.Download;
    private readonly Deadline _deadline = new(mode, file.Timeouts.Download);

    /// <summary>Copies the content to a file.</summary>
    /// <exception cref="HubException">The transfer failed or stopped, or the content is too large.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public async ValueTask CopyAsync(Stream target, long? size, long limit, IProgress<DownloadProgress>? progress)
    {
        // A blocking read cannot be cancelled; closing the connection ends it.
        using CancellationTokenRegistration end = mode.IsAsync
            ? default
            : _deadline.Token.UnsafeRegister(state => ((HttpResponseMessage)state!).Dispose(), response);

        using Stream content = await TryAsync(OpenAsync).ConfigureAwait(false);
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        long sinceDeadline = 0;
        progress?.Report(new DownloadProgress(0, size));
        while (
            await TryAsync(() => mode.ReadAsync(content, buffer, _deadline.Token)).ConfigureAwait(false)
                is > 0
                    and int count
        )
        {
            total += count;
            sinceDeadline += count;
            if (total > limit)
            {
                throw HubErrors.TooLarge(file, limit);
            }

            await mode.WriteAsync(target, buffer.AsMemory(0, count)).ConfigureAwait(false);
            progress?.Report(new DownloadProgress(total, size));
            if (sinceDeadline >= MinRate * _timeout.TotalSeconds)
            {
                sinceDeadline = 0;
                _deadline.Restart(_timeout);
            }
        }

        // A connection that is closed during a blocking read may look like the end of the content.
        mode.Cancellation.ThrowIfCancellationRequested();
        if (_deadline.IsOver)
        {
            throw Stopped(null);
        }
    }

    public void Dispose() => _deadline.Dispose();

    /// <summary>Requests accept only the identity encoding, so the announced size is that of the file.</summary>
    private async ValueTask<Stream> OpenAsync()
    {
        ICollection<string> encodings = response.Content.Headers.ContentEncoding;
        return encodings.All(encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            ? await mode.OpenAsync(response.Content, _deadline.Token).ConfigureAwait(false)
            : throw HubErrors.BadAnswer(
                file,
                response.StatusCode,
                $"it is encoded as '{file.Show(string.Join(", ", encodings))}', which was not requested"
            );
    }

    private async ValueTask<T> TryAsync<T>(Func<ValueTask<T>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (NotSupportedException exception) when (!mode.IsAsync)
        {
            throw HubErrors.CannotBlock(file, exception);
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or HttpRequestException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            mode.Cancellation.ThrowIfCancellationRequested();
            throw _deadline.IsOver
                ? Stopped(exception)
                : Unreachable($"it broke off: {file.Show(exception.Message)}", exception);
        }
    }

    private HubException Stopped(Exception? cause) =>
        Unreachable(
            $"it stopped: fewer than {MinRate} bytes a second arrived for {HubTimeouts.Describe(_timeout)}",
            cause
        );

    private HubException Unreachable(string reason, Exception? cause) =>
        HubErrors.Unreachable(file, HubHeaders.UrlOf(response), reason, cause);
}
