using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The proxy that the system says, but none to this machine itself: what may go there in clear must not go
/// anywhere else.</summary>
internal sealed class DirectLoopback(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
