namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The environment variables from which .NET takes the proxy. A name in lower case takes precedence.</summary>
internal static class ProxyVariables
{
    private const string NoProxy = "NO_PROXY";

    public static IReadOnlyList<string> All { get; } = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", NoProxy];

    /// <summary>Describes a variable: its value without user name and password, and what it decides for requests to an
    /// address. It decides nothing if the address is null, because the caller then passes a client.</summary>
    public static ResolutionVariable Describe(string name, Uri? url, ConfigEnvironment environment)
    {
        string lower = name.ToLowerInvariant();
        string used = environment.GetVariable(lower) is null ? name : lower;
        string value = Value(name, environment);
        if (value.Length == 0)
        {
            return new(used, environment.GetVariable(used), null);
        }

        string? decision = name switch
        {
            _ when FindFault(name, environment) is { } fault => $"nothing, because {fault}",
            _ when url is null || name != FindDecider(url, environment) => null,
            NoProxy => $"that requests to {url.IdnHost} use no proxy",
            _ => "the proxy",
        };
        bool hasScheme = value.Contains("://");
        return new(used, hasScheme ? AddressText.WithoutSecrets(value) : value.Split('@')[^1], decision);
    }

    /// <summary>Why .NET cannot use a proxy; null if it can, or if the variable is not set.</summary>
    public static string? FindFault(string name, ConfigEnvironment environment)
    {
        string[] parts = Value(name, environment).Split("://");
        return
            parts.Length == 1
            || name == NoProxy
            || parts[0].ToUpperInvariant() is "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
            ? null
            : $"the scheme {Printable.Short(parts[0])} cannot be used";
    }

    private static string? FindDecider(Uri url, ConfigEnvironment environment)
    {
        string own = url.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        return Value(NoProxy, environment).Split(',', StringSplitOptions.TrimEntries).Any(IsHost)
            ? NoProxy
            : Array.Find(
                [own, "ALL_PROXY"],
                name => Value(name, environment).Length > 0 && FindFault(name, environment) is null
            );

        // An entry that begins with a dot also names the hosts below it.
        bool IsHost(string entry) =>
            url.IdnHost.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
            || (entry.StartsWith('.') && url.IdnHost.EndsWith(entry, StringComparison.OrdinalIgnoreCase));
    }

    private static string Value(string name, ConfigEnvironment environment) =>
        environment.GetVariable(name.ToLowerInvariant()) ?? environment.GetVariable(name) ?? "";
}
