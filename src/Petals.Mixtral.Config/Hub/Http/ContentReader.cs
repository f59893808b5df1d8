using Petals.Mixtral.Config.Calls;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the content of an answer: no more of it than there may be, and not for ever.</summary>
internal sealed class ContentReader(HubFileAddress file, TimeSpan timeout)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Slower than this many bytes a second, over a whole time-out, counts as having stopped.</summary>
    private const int MinRate = 1024;

    /// <summary>Copies the content to a file.</summary>
    /// <param name="mode">How to wait.</param>
    /// <param name="response">The answer.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="size">The size that was said before; <see langword="null"/> where none was.</param>
    /// <param name="limit">The size above which it is not taken.</param>
    /// <param name="progress">Told of what has arrived.</param>
    /// <exception cref="HubException">It broke off, stopped, or is too large.</exception>
    /// <exception cref="IOException">The target could not be written.</exception>
    public async ValueTask CopyAsync(
        CallMode mode,
        HttpResponseMessage response,
        Stream target,
        long? size,
        long limit,
        IProgress<DownloadProgress>? progress
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(mode.Cancellation);
        deadline.CancelAfter(timeout);

        // A thread that blocks in a read cannot be told to stop; the end of the connection ends it.
        using CancellationTokenRegistration end = mode.IsAsync
            ? default
            : deadline.Token.UnsafeRegister(state => ((HttpResponseMessage)state!).Dispose(), response);

        using Stream content = await ReadAsync(
                mode,
                response,
                deadline,
                () => OpenAsync(mode, response, deadline.Token)
            )
            .ConfigureAwait(false);
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        long sinceDeadline = 0;
        progress?.Report(new DownloadProgress(0, size));
        while (
            await ReadAsync(mode, response, deadline, () => mode.ReadAsync(content, buffer, deadline.Token))
                .ConfigureAwait(false)
                is > 0
                    and int count
        )
        {
            total += count;
            sinceDeadline += count;
            if (total > limit)
            {
                throw TooLarge(limit);
            }

            await mode.WriteAsync(target, buffer.AsMemory(0, count)).ConfigureAwait(false);
            progress?.Report(new DownloadProgress(total, size));
            if (sinceDeadline >= MinRate * timeout.TotalSeconds)
            {
                sinceDeadline = 0;
                deadline.CancelAfter(timeout);
            }
        }

        // A connection that was ended under a blocking read may look like one that came to its end.
        mode.Cancellation.ThrowIfCancellationRequested();
        if (deadline.IsCancellationRequested)
        {
            throw Stopped(response, null);
        }
    }

    public HubException TooLarge(long limit) =>
        HubErrors.BadContent(file, $"it has more than {limit} bytes", isTransient: false);

    /// <summary>Requests ask for the identity encoding, so that the size that is announced is that of the file.</summary>
    private async ValueTask<Stream> OpenAsync(
        CallMode mode,
        HttpResponseMessage response,
        CancellationToken cancellation
    )
    {
        ICollection<string> encodings = response.Content.Headers.ContentEncoding;
        return encodings.All(encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            ? await mode.OpenAsync(response.Content, cancellation).ConfigureAwait(false)
            : throw HubErrors.BadAnswer(
                file,
                response.StatusCode,
                $"it is encoded as '{file.Show(string.Join(", ", encodings))}', which was not requested"
            );
    }

    private async ValueTask<T> ReadAsync<T>(
        CallMode mode,
        HttpResponseMessage response,
        CancellationTokenSource deadline,
        Func<ValueTask<T>> step
    )
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
            throw deadline.IsCancellationRequested
                ? Stopped(response, exception)
                : HubErrors.Unreachable(
                    file,
                    UrlOf(response),
                    $"it broke off: {file.Show(exception.Message)}",
                    exception
                );
        }
    }

    private HubException Stopped(HttpResponseMessage response, Exception? cause) =>
        HubErrors.Unreachable(
            file,
            UrlOf(response),
            string.Create(
                CultureInfo.InvariantCulture,
                $"it stopped: fewer than {MinRate} bytes a second arrived for {timeout.TotalSeconds:0.###} s"
            ),
            cause
        );

    private Uri UrlOf(HttpResponseMessage response) => response.RequestMessage?.RequestUri ?? file.Url;
}
