using Polly;

namespace Petals.Mixtral.Config.Calls;

/// <summary>
/// How a call waits: it blocks its own thread, or it awaits. One code serves both twins of a method: where
/// <see cref="IsAsync"/> is
/// <see langword="false"/>, every task below is complete when it is returned, so the blocking twin never waits for its
/// own awaited work.
/// </summary>
/// <param name="IsAsync">Whether the caller awaits.</param>
/// <param name="Cancellation">Ends the call early.</param>
#pragma warning disable CA1849 // Call async methods: the blocking half of each step is what this type is for.
internal readonly record struct CallMode(bool IsAsync, CancellationToken Cancellation)
{
    public static CallMode Blocking => new(IsAsync: false, CancellationToken.None);

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
        if (IsAsync)
        {
            return new(Task.Delay(delay, clock, Cancellation));
        }

        // As Polly waits: on the system's clock without the thread pool, which may be busy.
        if (clock == TimeProvider.System)
        {
            Cancellation.WaitHandle.WaitOne(delay);
            Cancellation.ThrowIfCancellationRequested();
        }
        else
        {
            Task.Delay(delay, clock, Cancellation).GetAwaiter().GetResult();
        }

        return default;
    }

    public ValueTask<T> RunAsync<T>(ResiliencePipeline pipeline, Func<CancellationToken, ValueTask<T>> work) =>
        IsAsync
            ? pipeline.ExecuteAsync(work, Cancellation)
            : new(pipeline.Execute(cancellation => Finished(work(cancellation)), Cancellation));

    /// <summary>The result of what another call is doing.</summary>
    public ValueTask<T> JoinAsync<T>(Task<T> other)
    {
        if (IsAsync)
        {
            return new(other.WaitAsync(Cancellation));
        }

        // It is the work of another thread that blocks as well: the whole point is not to do it twice. Its error is
        // thrown by the result.
        Task.WaitAny([other], Cancellation);
        return new(other);
    }

    /// <summary>The result of a call that did not await.</summary>
    public static T Finished<T>(ValueTask<T> call) =>
        call.IsCompleted
            ? call.GetAwaiter().GetResult()
            : throw new System.Diagnostics.UnreachableException("A blocking call awaited.");
}
