namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The environment variables from which .NET takes the proxy. A name in lower case takes precedence.</summary>
internal static class ProxyVariables
{
    private const string Exceptions = "NO_PROXY";

    public static IReadOnlyList<string> All { get; } = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", Exceptions];

    /// <summary>The variable as it is set, and its value without user name and password.</summary>
    public static (string Name, string? Value) Describe(string name, ConfigEnvironment environment)
    {
        string used = Find(name, environment) ?? name;
        return (used, environment.GetVariable(used) is { } value ? HubEndpoint.WithoutSecrets(value) : null);
    }

    /// <summary>What a variable decides for requests to an address; null for nothing.</summary>
    public static string? Decision(string name, Uri url, ConfigEnvironment environment)
    {
        if (Find(name, environment) is null)
        {
            return null;
        }

        if (UnusableScheme(name, environment) is { } scheme)
        {
            return $"nothing, because the scheme {scheme} cannot be used";
        }

        bool isException = url.IsLoopback || IsException(url.IdnHost, environment);
        if (name == Exceptions)
        {
            return isException ? $"that {url.IdnHost} is asked without a proxy" : null;
        }

        string own = url.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        string? used = IsUsable(own, environment) ? own : "ALL_PROXY";
        return !isException && name == used ? "the proxy" : null;
    }

    /// <summary>The scheme of a proxy that .NET cannot use; null if it can, or if the variable is not set.</summary>
    public static string? UnusableScheme(string name, ConfigEnvironment environment)
    {
        string value = Find(name, environment) is { } used ? environment.GetVariable(used)! : "";
        int end = value.IndexOf("://", StringComparison.Ordinal);
        string? scheme = end < 0 || name == Exceptions ? null : Printable.Short(value[..end]);
        return scheme?.ToUpperInvariant() is null or "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
            ? null
            : scheme;
    }

    private static bool IsUsable(string name, ConfigEnvironment environment) =>
        Find(name, environment) is not null && UnusableScheme(name, environment) is null;

    private static string? Find(string name, ConfigEnvironment environment) =>
        Array.Find([name.ToLowerInvariant(), name], variable => environment.GetVariable(variable) is not null);

    private static bool IsException(string host, ConfigEnvironment environment)
    {
        string list = Find(Exceptions, environment) is { } name ? environment.GetVariable(name)! : "";
        return Array.Exists(
            list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            entry =>
                host.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
                || (entry[0] == '.' && host.EndsWith(entry, StringComparison.OrdinalIgnoreCase))
        );
    }
}
