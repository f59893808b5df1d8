namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The environment variables from which .NET takes the proxy. A name in lower case takes precedence.</summary>
internal static class ProxyVariables
{
    private const string NoProxy = "NO_PROXY";

    public static IReadOnlyList<string> All { get; } = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", NoProxy];

    /// <summary>The variable as it is set, and its value without user name and password.</summary>
    public static (string Name, string? Value) Describe(string name, ConfigEnvironment environment)
    {
        string lower = name.ToLowerInvariant();
        string used = environment.GetVariable(lower) is null ? name : lower;
        string? value = environment.GetVariable(used);
        bool hasScheme = value?.Contains("://", StringComparison.Ordinal) is true;
        return (used, hasScheme ? AddressText.WithoutSecrets(value!) : value?.Split('@')[^1]);
    }

    /// <summary>What a variable decides for requests to an address; null for nothing.</summary>
    public static string? Decision(string name, Uri url, ConfigEnvironment environment)
    {
        if (UnusableScheme(name, environment) is { } scheme)
        {
            return $"nothing, because the scheme {scheme} cannot be used";
        }

        string? decider = Array.Find(
            [NoProxy, $"{url.Scheme.ToUpperInvariant()}_PROXY", "ALL_PROXY"],
            candidate =>
                candidate == NoProxy
                    ? Value(NoProxy, environment).Split(',').Any(entry => IsHost(entry.Trim(), url.IdnHost))
                    : Value(candidate, environment).Length > 0 && UnusableScheme(candidate, environment) is null
        );
        string decision = name == NoProxy ? $"no proxy for {url.IdnHost}" : "the proxy";
        return name == decider ? decision : null;
    }

    /// <summary>The scheme of a proxy that .NET cannot use; null if it can, or if the variable is not set.</summary>
    public static string? UnusableScheme(string name, ConfigEnvironment environment)
    {
        string[] parts = Value(name, environment).Split("://");
        return
            parts.Length == 1
            || name == NoProxy
            || parts[0].ToUpperInvariant() is "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
            ? null
            : Printable.Short(parts[0]);
    }

    private static string Value(string name, ConfigEnvironment environment) =>
        environment.GetVariable(name.ToLowerInvariant()) ?? environment.GetVariable(name) ?? "";

    /// <summary>Whether an entry is the host, or the end of the host after a dot.</summary>
    private static bool IsHost(string entry, string host) =>
        host.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
        || (entry.StartsWith('.') && host.EndsWith(entry, StringComparison.OrdinalIgnoreCase));
}
