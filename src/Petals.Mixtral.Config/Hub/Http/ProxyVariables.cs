namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The environment variables from which .NET takes the proxy. A name in lower case takes precedence.</summary>
internal static class ProxyVariables
{
    private const string Exceptions = "NO_PROXY";

    public static IReadOnlyList<string> All { get; } = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", Exceptions];

    /// <summary>The variable as it is set, and its value without user name and password.</summary>
    public static (string Name, string? Value) Describe(string name, ConfigEnvironment environment)
    {
        string lower = name.ToLowerInvariant();
        string used = environment.GetVariable(lower) is null ? name : lower;
        return (used, environment.GetVariable(used) is { } value ? HubEndpoint.WithoutSecrets(value) : null);
    }

    /// <summary>What a variable decides for requests to an address; null for nothing.</summary>
    public static string? Decision(string name, Uri url, ConfigEnvironment environment)
    {
        if (UnusableScheme(name, environment) is { } scheme)
        {
            return $"nothing, because the scheme {scheme} cannot be used";
        }

        string own = url.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        string? decider = Array.Find(
            [Exceptions, own, "ALL_PROXY"],
            candidate =>
                candidate == Exceptions
                    ? IsException(url, environment)
                    : Value(candidate, environment) is not null && UnusableScheme(candidate, environment) is null
        );
        return (name == decider, name) switch
        {
            (true, Exceptions) => $"that {url.IdnHost} is asked without a proxy",
            (true, _) => "the proxy",
            _ => null,
        };
    }

    /// <summary>The scheme of a proxy that .NET cannot use; null if it can, or if the variable is not set.</summary>
    public static string? UnusableScheme(string name, ConfigEnvironment environment)
    {
        string value = Value(name, environment) ?? "";
        int end = value.IndexOf("://", StringComparison.Ordinal);
        string? scheme = end < 0 || name == Exceptions ? null : Printable.Short(value[..end]);
        return scheme?.ToUpperInvariant() is null or "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
            ? null
            : scheme;
    }

    private static string? Value(string name, ConfigEnvironment environment) =>
        environment.GetVariable(name.ToLowerInvariant()) ?? environment.GetVariable(name);

    private static bool IsException(Uri url, ConfigEnvironment environment)
    {
        string[] entries = (Value(Exceptions, environment) ?? "").Split(',', StringSplitOptions.TrimEntries);
        return Array.Exists(
            entries,
            entry =>
                url.IdnHost.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
                || (entry.StartsWith('.') && url.IdnHost.EndsWith(entry, StringComparison.OrdinalIgnoreCase))
        );
    }
}
