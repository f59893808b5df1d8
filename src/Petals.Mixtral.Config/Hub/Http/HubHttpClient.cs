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
        };
#pragma warning restore CA2000
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Uses the system's proxy, except for this machine: a token may go there over plain http, but never to
    /// another host.</summary>
    private sealed class DirectLoopback(IWebProxy proxy) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => proxy.Credentials;
            set => proxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
    }
}
