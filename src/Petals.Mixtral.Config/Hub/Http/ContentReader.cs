using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the content of a response, and ends a transfer that stops.</summary>
internal sealed class ContentReader(CallMode mode, HubFileAddress file, HttpResponseMessage response) : IDisposable
{
    /// <summary>A transfer that has fewer bytes per second during a whole time-out counts as stopped.</summary>
    private const int MinRate = 1024;

    private readonly TimeSpan _timeout = file.Timeouts.Download;
    private readonly NetworkDeadline _deadline = new(mode, file.Timeouts.Download);
    private CancellationTokenRegistration _end;
    private Stream? _content;
    private long _sinceRestart;

    /// <summary>Reads the next bytes. Returns 0 at the end.</summary>
    /// <exception cref="HubException">The transfer failed or stopped.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        _content ??= await TryAsync(OpenAsync).ConfigureAwait(false);
        int count = await TryAsync(() => mode.ReadAsync(_content, buffer, _deadline.Token)).ConfigureAwait(false);
        _sinceRestart += count;
        if (_sinceRestart >= MinRate * _timeout.TotalSeconds)
        {
            _sinceRestart = 0;
            _deadline.Restart();
        }

        if (count == 0)
        {
            // A connection that is closed during a blocking read may look like the end of the content.
            mode.Cancellation.ThrowIfCancellationRequested();
            if (_deadline.IsOver)
            {
                throw Stopped(null);
            }
        }

        return count;
    }

    public void Dispose()
    {
        _end.Dispose();
        _content?.Dispose();
        _deadline.Dispose();
    }

    /// <summary>Requests accept only the identity encoding, so the announced size is that of the file.</summary>
    private async ValueTask<Stream> OpenAsync()
    {
        ICollection<string> encodings = response.Content.Headers.ContentEncoding;
        if (!encodings.All(encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw HubErrors.BadAnswer(
                file,
                response.StatusCode,
                $"it is encoded as '{file.Show(string.Join(", ", encodings))}', which was not requested"
            );
        }

        if (!mode.IsAsync)
        {
            // A blocking read cannot be cancelled; closing the connection ends it.
            _end = _deadline.Token.UnsafeRegister(state => ((HttpResponseMessage)state!).Dispose(), response);
        }

        return await mode.OpenAsync(response.Content, _deadline.Token).ConfigureAwait(false);
    }

    private async ValueTask<T> TryAsync<T>(Func<ValueTask<T>> step)
    {
        try
        {
            return await _deadline.WaitAsync(step).ConfigureAwait(false);
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
