namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The environment variables from which .NET takes the proxy. A name in lower case takes precedence.</summary>
internal static class ProxyVariables
{
    private const string NoProxy = "NO_PROXY";

    public static IReadOnlyList<string> All { get; } = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", NoProxy];

    /// <summary>The variable as it is set, its value without user name and password, and what it decides.</summary>
    public static ResolutionVariable Describe(string name, ConfigEnvironment environment)
    {
        string lower = name.ToLowerInvariant();
        string used = environment.GetVariable(lower) is null ? name : lower;
        if (environment.GetVariable(used) is not { } value)
        {
            return new(used, null, null);
        }

        string decision = name switch
        {
            _ when FindFault(name, environment) is { } fault => $"nothing, because {fault}",
            NoProxy => "the hosts without a proxy",
            "ALL_PROXY" => "the proxy, unless there is one of the scheme",
            _ => $"the proxy of {lower[..^"_proxy".Length]}",
        };
        bool hasScheme = value.Contains("://", StringComparison.Ordinal);
        return new(used, hasScheme ? AddressText.WithoutSecrets(value) : value.Split('@')[^1], decision);
    }

    /// <summary>Why .NET cannot use a proxy; null if it can, or if the variable is not set.</summary>
    public static string? FindFault(string name, ConfigEnvironment environment)
    {
        string value = environment.GetVariable(name.ToLowerInvariant()) ?? environment.GetVariable(name) ?? "";
        string[] parts = value.Split("://");
        return
            parts.Length == 1
            || name == NoProxy
            || parts[0].ToUpperInvariant() is "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
            ? null
            : $"the scheme {Printable.Short(parts[0])} cannot be used";
    }
}
