using System.Net;
using System.Net.Sockets;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A server that sends what no proper one does: the text that a test gives, as it is.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, (string Text, bool IsAll)> _answer;

    /// <param name="answer">Makes of a request the text to send, and says whether the connection ends with it or goes
    /// silent.</param>
    public RawServer(Func<string, (string Text, bool IsAll)> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What follows the text again and again, until the other side gives up.</summary>
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
            // The test is over.
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
                    // Until the other side gives up.
                    _ = await stream.ReadAsync(buffer);
                }
            }
            catch (IOException)
            {
                // It has given up.
            }
        }
    }
}
