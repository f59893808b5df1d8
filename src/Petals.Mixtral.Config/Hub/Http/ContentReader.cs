namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the content of a response, and ends a transfer that stops.</summary>
internal sealed class ContentReader(HubCall call, HttpResponseMessage response) : IDisposable
{
    /// <summary>A transfer that has fewer bytes per second during a whole time-out counts as stopped.</summary>
    private const int MinRate = 1024;

    private readonly NetworkDeadline _deadline = new(call.Mode, call.File.Timeouts.Download);
    private CancellationTokenRegistration _end;
    private Stream? _content;
    private long _sinceRestart;

    /// <summary>Reads the next bytes. Returns 0 at the end.</summary>
    /// <exception cref="HubException">The transfer failed or stopped.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        int count = await call.WaitAsync(
            _deadline,
            HubHeaders.UrlOf(response),
            "it stopped: fewer than 1024 bytes a second arrived for",
            () => ReadCoreAsync(buffer),
            "the content broke off: "
        );
        _sinceRestart += count;
        if (_sinceRestart >= MinRate * _deadline.Timeout.TotalSeconds)
        {
            _sinceRestart = 0;
            _deadline.Restart();
        }

        return count;
    }

    /// <summary>Reads until the buffer is full or the content ends. Returns the number of bytes.</summary>
    public async ValueTask<int> FillAsync(Memory<byte> buffer)
    {
        int length = 0;
        while (length < buffer.Length && await ReadAsync(buffer[length..]) is > 0 and int count)
        {
            length += count;
        }

        return length;
    }

    public void Dispose()
    {
        _end.Dispose();
        _content?.Dispose();
        _deadline.Dispose();
    }

    private async ValueTask<int> ReadCoreAsync(Memory<byte> buffer)
    {
        _content ??= await OpenAsync();
        int count = await call.Mode.ReadAsync(_content, buffer, _deadline.Token);
        if (count == 0)
        {
            // A connection that is closed during a blocking read may look like the end of the content.
            _deadline.Token.ThrowIfCancellationRequested();
        }

        return count;
    }

    private ValueTask<Stream> OpenAsync()
    {
        if (!call.Mode.IsAsync)
        {
            // A blocking read cannot be cancelled; closing the connection ends it.
            _end = _deadline.Token.UnsafeRegister(state => ((HttpResponseMessage)state!).Dispose(), response);
        }

        return call.Mode.OpenAsync(response.Content, _deadline.Token);
    }
}
