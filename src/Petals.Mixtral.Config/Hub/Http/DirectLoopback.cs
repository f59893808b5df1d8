using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Uses the system's proxy, except for this machine: a token may go there over plain http, and must not go to
/// another host.</summary>
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
