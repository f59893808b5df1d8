using System.Net.Sockets;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Clients as a caller may give them.</summary>
internal static class HubHttpClients
{
    /// <summary>A client to which every host name is that of the hub, and every certificate is right.</summary>
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
