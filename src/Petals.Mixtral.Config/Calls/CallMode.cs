namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// How a call waits: it blocks its thread, or it awaits. The synchronous and the asynchronous method share their code:
/// if <see cref="IsAsync"/> is false, each method below returns a completed task, so the synchronous method never waits
/// for a task of its own.
/// </summary>
/// <param name="IsAsync">Whether the caller awaits.</param>
/// <param name="Cancellation">Cancels the call.</param>
#pragma warning disable CA1849 // Call async methods: blocking is one of the two modes of this type.
internal readonly record struct CallMode(bool IsAsync, CancellationToken Cancellation)
{
    public static CallMode Blocking => default;

    /// <summary>The timers of its time-outs.</summary>
    public TimeProvider Timers => IsAsync ? TimeProvider.System : ThreadTimers.Instance;

    public static CallMode Awaiting(CancellationToken cancellation) => new(IsAsync: true, cancellation);

    public ValueTask<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        CancellationToken cancellation
    ) =>
        IsAsync
            ? new(client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation))
            : new(client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation));

    public ValueTask<Stream> OpenAsync(HttpContent content, CancellationToken cancellation) =>
        IsAsync ? new(content.ReadAsStreamAsync(cancellation)) : new(content.ReadAsStream(cancellation));

    public ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellation) =>
        IsAsync ? stream.ReadAsync(buffer, cancellation) : new(stream.Read(buffer.Span));

    public ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> buffer)
    {
        if (IsAsync)
        {
            return stream.WriteAsync(buffer, Cancellation);
        }

        stream.Write(buffer.Span);
        return default;
    }

    public ValueTask DelayAsync(TimeSpan delay, TimeProvider clock)
    {
        var wait = Task.Delay(delay, clock == TimeProvider.System ? Timers : clock, Cancellation);
        if (IsAsync)
        {
            return new(wait);
        }

        wait.GetAwaiter().GetResult();
        return default;
    }

    /// <summary>Returns the result of a blocking call.</summary>
    public static T Finished<T>(ValueTask<T> call) =>
        call.IsCompleted ? call.GetAwaiter().GetResult() : throw new UnreachableException("A blocking call awaited.");
}
