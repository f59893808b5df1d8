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
        (string used, string value) = Find(name, environment);
        string? decision = name switch
        {
            _ when FindFault(name, environment) is { } fault => $"nothing, because {fault}",
            _ when url is null || name != FindDecider(url, environment) => null,
            NoProxy => $"that requests to {url.IdnHost} use no proxy",
            _ => "the proxy",
        };
        string shown = value.Contains("://") ? AddressText.WithoutSecrets(value) : value.Split('@')[^1];
        return new(used, value.Length == 0 ? null : shown, decision);
    }

    /// <summary>Why .NET ignores a proxy; null if it does not, or if the variable is not set.</summary>
    public static string? FindFault(string name, ConfigEnvironment environment) =>
        FaultOf(name, Find(name, environment).Value);

    private static string? FaultOf(string name, string value)
    {
        if (name == NoProxy || value.Length == 0)
        {
            return null;
        }

        string[] parts = value.Split("://", 2);
        string address = parts[^1][(parts[^1].LastIndexOf('@') + 1)..];
        bool isAddress =
            parts[0].Length > 0
            && Uri.TryCreate($"http://{address}", UriKind.Absolute, out _)
            // .NET does not accept an empty port.
            && address[(address.LastIndexOf(']') + 1)..].Split(':', 2) is not [_, "" or [< '0' or > '9', ..]];
        return !isAddress ? "it is not an address such as http://proxy:8080"
            : parts.Length == 1 || parts[0].ToUpperInvariant() is "HTTP" or "HTTPS" or "SOCKS4" or "SOCKS4A" or "SOCKS5"
                ? null
            : $"the scheme {Printable.Short(parts[0])} cannot be used";
    }

    private static string? FindDecider(Uri url, ConfigEnvironment environment)
    {
        string own = url.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        return Find(NoProxy, environment).Value.Split(',', StringSplitOptions.TrimEntries).Any(IsHost)
            ? NoProxy
            : Array.Find(
                [own, "ALL_PROXY"],
                name => Find(name, environment).Value.Length > 0 && FindFault(name, environment) is null
            );

        // An entry that begins with a dot also names the hosts below it.
        bool IsHost(string entry) =>
            url.IdnHost.Equals(entry.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
            || (entry.StartsWith('.') && url.IdnHost.EndsWith(entry, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The variable that .NET uses: the name in lower case, unless it is missing, or .NET ignores it and the
    /// other one is set.</summary>
    private static (string Name, string Value) Find(string name, ConfigEnvironment environment)
    {
        string lower = name.ToLowerInvariant();
        string? first = environment.GetVariable(lower);
        string? second = environment.GetVariable(name);
        return first is null || (second is not null && FaultOf(name, first) is not null)
            ? (name, second ?? "")
            : (lower, first);
    }
}
