using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Creates the client that is used if the caller passes none.</summary>
internal static class HubHttpClient
{
    /// <summary>The system's proxies, except for this machine.</summary>
    public static IWebProxy Proxies => new DirectLoopback(HttpClient.DefaultProxy);

    public static HttpClient Create()
    {
#pragma warning disable CA2000 // Dispose objects: the client disposes of its handler.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = Proxies,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // Close the connection instead of reading the rest of an unwanted response.
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
        };
#pragma warning restore CA2000
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
