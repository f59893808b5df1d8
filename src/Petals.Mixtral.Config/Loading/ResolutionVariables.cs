using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;
using Petals.Mixtral.Config.Serialization.Rules;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Lists the environment variables that affect loading, and what each of them decided.</summary>
internal static class ResolutionVariables
{
    public static IReadOnlyList<ResolutionVariable> Describe(PretrainedLoadOptions options)
    {
        ConfigEnvironment environment = options.Environment;
        string? directory = Decider(() => CacheDirectory.Resolve(options.CacheDirectory, environment).ChosenBy);
        string? offline = EnvironmentSwitch.Offline(options.LocalFilesOnly, environment);
        HubEndpoint? endpoint = Decider(() => HubEndpoint.Resolve(options.Endpoint, environment));
        Uri? url = options.HttpClient is null ? endpoint?.Address : null;
        AccessToken? token = Decider(() => TokenSource.Find(options.Token, environment, NullLogger.Instance));
        string quotes = token is { HasQuotes: true } ? ", which has quotes around it" : "";
        string? tokenFile = token?.Source.StartsWith("the file", StringComparison.Ordinal) is true
            ? Decider(() => TokenSource.FindFile(environment)?.ChosenBy)
            : null;
        return
        [
            .. CacheDirectory.Variables.Select(name => Plain(name, CacheOrToken(name))),
            .. EnvironmentSwitch.OfflineVariables.Select(name =>
                Switch(name, Is(offline, name), "that the Hub is not asked")
            ),
            Secret(HubEndpoint.Variable, Is(endpoint?.ChosenBy, HubEndpoint.Variable) ? "the endpoint" : null),
            .. TokenSource.Variables.Select(name =>
                Secret(name, Is(token?.Source, name) ? $"the token{quotes}" : null)
            ),
            Path(TokenSource.PathVariable),
            OnOff(TokenSource.DisableVariable, "that only the option gives a token"),
            AlwaysUsed(HubTimeouts.MetadataVariable, "how long to wait for an answer"),
            AlwaysUsed(HubTimeouts.DownloadVariable, "how long to wait for content"),
            OnOff(EnvironmentSwitch.NoLinksVariable, "that the cache holds files, not links"),
            AlwaysUsed(PetalsRules.MaxRetriesVariable, "the default of max_retries"),
            .. ProxyVariables.All.Select(Proxy),
        ];

        string? CacheOrToken(string name)
        {
            string[] decisions =
            [
                .. Is(directory, name) ? ["the cache directory"] : (string[])[],
                .. Is(tokenFile, name) ? ["the token"] : (string[])[],
            ];
            return decisions.Length == 0 ? null : string.Join(", ", decisions);
        }

        ResolutionVariable Proxy(string name)
        {
            (string used, string? value) = ProxyVariables.Describe(name, environment);
            return new(used, value, url is null ? null : ProxyVariables.Decision(name, url, environment));
        }

        ResolutionVariable Plain(string name, string? decides) => new(name, environment.GetVariable(name), decides);

        ResolutionVariable AlwaysUsed(string name, string decides) =>
            Plain(name, environment.GetVariable(name) is null ? null : decides);

        ResolutionVariable OnOff(string name, string decides) =>
            Switch(name, EnvironmentSwitch.IsOn(name, environment), decides);

        ResolutionVariable Switch(string name, bool isUsed, string decides) =>
            Plain(
                name,
                isUsed ? decides
                    : EnvironmentSwitch.IsUnclear(name, environment)
                        ? "nothing, because it is neither on nor off: set it to 1 or 0"
                    : null
            );

        ResolutionVariable Secret(string name, string? decides) =>
            new(name, environment.GetVariable(name) is null ? null : "(set, not shown)", decides);

        // The variable may contain the token itself by mistake.
        ResolutionVariable Path(string name) =>
            environment.GetVariable(name)?.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
                is false
                ? Secret(name, CacheOrToken(name))
                : Plain(name, CacheOrToken(name));
    }

    private static bool Is(string? decider, string variable) => decider == $"the variable {variable}";

    /// <summary>Returns what decided, or null if there is an error, which is reported elsewhere.</summary>
    private static T? Decider<T>(Func<T?> resolve)
        where T : class
    {
        try
        {
            return resolve();
        }
        catch (HubException)
        {
            return null;
        }
    }
}
