namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Clients that a caller may pass.</summary>
internal static class HubHttpClients
{
    /// <summary>A client that connects every host name to the Hub and accepts every certificate.</summary>
    public static HttpClient LeadingTo(FakeHub hub) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                MaxResponseDrainSize = 0,
                ResponseDrainTimeout = TimeSpan.Zero,
                ConnectCallback = (_, _) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Connect(hub.Endpoint.Host, hub.Endpoint.Port);
                    return ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true));
                },
#pragma warning disable CA5359 // Certificate validation: the certificate is made by the test.
                SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
            }
        );
}
