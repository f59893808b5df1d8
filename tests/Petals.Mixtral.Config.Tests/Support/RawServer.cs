namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A server that sends any text, including what a correct server does not send.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, (string Text, bool IsAll)> _answer;

    /// <param name="answer">Creates the response to a request, and whether the connection is closed after it or goes
    /// silent.</param>
    public RawServer(Func<string, (string Text, bool IsAll)> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>A text that follows repeatedly until the client closes the connection.</summary>
    public string? Drip { get; init; }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            NetworkStream stream = connection.GetStream();
            byte[] buffer = new byte[16 * 1024];
            try
            {
                int length = await stream.ReadAsync(buffer);
                (string text, bool isAll) = _answer(Encoding.ASCII.GetString(buffer, 0, length));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
                if (Drip is not null)
                {
                    using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
                    while (await drip.WaitForNextTickAsync())
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes(Drip));
                    }
                }

                if (!isAll)
                {
                    // Until the client closes the connection.
                    _ = await stream.ReadAsync(buffer);
                }
            }
            catch (IOException)
            {
                // The client has closed the connection.
            }
        }
    }
}
