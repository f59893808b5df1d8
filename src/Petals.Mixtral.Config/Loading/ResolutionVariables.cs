using Microsoft.Extensions.Logging.Abstractions;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Lists the environment variables that affect loading, and what each of them decided.</summary>
internal static class ResolutionVariables
{
    private static readonly string[] Secrets = [HubEndpoint.Variable, .. TokenSource.Variables];

    private static readonly string[] Names =
    [
        .. CacheDirectory.Variables,
        .. EnvironmentSwitch.OfflineVariables,
        .. Secrets,
        TokenSource.PathVariable,
        TokenSource.DisableVariable,
        HubTimeouts.MetadataVariable,
        HubTimeouts.DownloadVariable,
        EnvironmentSwitch.NoLinksVariable,
        PetalsRules.MaxRetriesVariable,
    ];

    public static IReadOnlyList<ResolutionVariable> Describe(PretrainedLoadOptions options)
    {
        ConfigEnvironment environment = options.Environment;
        HubEndpoint? endpoint = ResolutionExplainer.OrNull(() => HubEndpoint.Resolve(options.Endpoint, environment));
        AccessToken? token = ResolutionExplainer.OrNull(() =>
            TokenSource.Find(options.Token, environment, NullLogger.Instance)
        );
        string? tokenFile = token?.Source.StartsWith("the file", StringComparison.Ordinal) is true
            ? ResolutionExplainer.OrNull(() => TokenSource.FindFile(environment)?.ChosenBy)
            : null;
        (string? DecidedBy, string Decision)[] decisions =
        [
            (
                ResolutionExplainer.OrNull(() => CacheDirectory.Resolve(options.CacheDirectory, environment).ChosenBy),
                "the cache directory"
            ),
            (EnvironmentSwitch.Offline(options.LocalFilesOnly, environment), "offline mode"),
            (endpoint?.ChosenBy, "the endpoint"),
            (token?.Source, token is { HasQuotes: true } ? "the token, which has quotes around it" : "the token"),
            (tokenFile, "the token"),
            (IfOn(TokenSource.DisableVariable), "that only the option gives a token"),
            (Variable(HubTimeouts.MetadataVariable), "how long to wait for an answer"),
            (Variable(HubTimeouts.DownloadVariable), "how long to wait for content"),
            (IfOn(EnvironmentSwitch.NoLinksVariable), "that the cache holds files, not links"),
            (Variable(PetalsRules.MaxRetriesVariable), "the default of max_retries"),
        ];
        return
        [
            .. Names.Select(Describe),
            .. ProxyVariables.All.Select(name => ProxyVariables.Describe(name, environment)),
        ];

        string? IfOn(string name) => EnvironmentSwitch.IsOn(name, environment) ? Variable(name) : null;

        ResolutionVariable Describe(string name)
        {
            if (environment.GetVariable(name) is not { } value)
            {
                return new(name, null, null);
            }

            // The variable for the token file may contain the token itself by mistake.
            bool isSecret =
                Secrets.Contains(name)
                || (
                    name == TokenSource.PathVariable
                    && !value.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
                );
            string decides =
                EnvironmentSwitch.All.Contains(name) && EnvironmentSwitch.FindFault(name, environment) is { } fault
                    ? $"nothing, because {fault}"
                    : string.Join(
                        ", ",
                        decisions.Where(pair => pair.DecidedBy == Variable(name)).Select(pair => pair.Decision)
                    );
            return new(name, isSecret ? "(set, not shown)" : value, decides.Length == 0 ? null : decides);
        }
    }

    private static string Variable(string name) => $"the variable {name}";
}
