using System.Security.Authentication;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>What to check after a connection failed.</summary>
internal static class ConnectionAdvice
{
    public static string For(Exception? cause, Uri? proxy)
    {
        string way = proxy is null ? "the connection" : $"the connection, and the proxy {Show(proxy)}";
        return IsUntrusted(cause)
            ? $"Add the certificate of its issuer, or of the proxy that inspects the traffic, {TrustStore()}. Variables of "
                + "Python, such as REQUESTS_CA_BUNDLE, have no effect."
            : $"Check {way}, or set {HubEndpoint.Variable} to a mirror.";
    }

    /// <summary>A proxy without its user name and password.</summary>
    public static string Show(Uri proxy) => $"{proxy.Scheme}://{proxy.Authority}";

    private static bool IsUntrusted(Exception? cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
        && cause.GetBaseException() is AuthenticationException;

    private static string TrustStore() =>
        OperatingSystem.IsLinux()
            ? "to the system's store, or to the file or directory in SSL_CERT_FILE or SSL_CERT_DIR"
            : "to the trusted roots of this computer";
}
