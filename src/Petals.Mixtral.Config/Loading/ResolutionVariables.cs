namespace Petals.Mixtral.Config.Loading;

/// <summary>Lists the environment variables that affect loading, and what each of them decides.</summary>
internal static class ResolutionVariables
{
    private static readonly string[] Secrets = [HubEndpoint.Variable, .. TokenSource.Variables];

    /// <summary>Variables whose decision depends on no other variable.</summary>
    private static readonly (string Name, string Decision)[] Others =
    [
        (TokenSource.DisableVariable, "that only the option sets a token"),
        (HubTimeouts.MetadataVariable, "the time limit of a response"),
        (HubTimeouts.DownloadVariable, "the time limit of content"),
        (EnvironmentSwitch.NoLinksVariable, "that the cache contains files instead of links"),
        (PetalsRules.MaxRetriesVariable, "the default of max_retries"),
    ];

    public static IReadOnlyList<ResolutionVariable> Describe(PretrainedLoadOptions options)
    {
        ConfigEnvironment environment = options.Environment;
        HubEndpoint? endpoint = OrNull(() => HubEndpoint.Resolve(options.Endpoint, environment));
        AccessToken? token = OrNull(() => TokenSource.Find(options.Token, environment, NullLogger.Instance));
        bool isTokenInFile = token?.Source.StartsWith("the file", StringComparison.Ordinal) is true;
        (string? DecidedBy, string Decision)[] decisions =
        [
            (
                OrNull(() => CacheDirectory.Resolve(options.CacheDirectory, environment))?.ChosenBy,
                "the cache directory"
            ),
            (EnvironmentSwitch.Offline(options.LocalFilesOnly, environment), "offline mode"),
            (endpoint?.ChosenBy, "the endpoint"),
            (token?.Source, token is { HasQuotes: true } ? "the token, which has quotes around it" : "the token"),
            (isTokenInFile ? TokenSource.FindFile(environment)?.ChosenBy : null, "the token"),
            .. Others.Select(it => (Variable(it.Name), it.Decision)),
        ];
        IEnumerable<string> names =
        [
            .. CacheDirectory.Variables,
            .. EnvironmentSwitch.OfflineVariables,
            .. Secrets,
            TokenSource.PathVariable,
            .. Others.Select(it => it.Name),
        ];
        Uri? requested = options.HttpClient is null ? endpoint?.Address : null;
        return
        [
            .. names.Select(Describe),
            .. ProxyVariables.All.Select(name => ProxyVariables.Describe(name, requested, environment)),
        ];

        ResolutionVariable Describe(string name)
        {
            if (environment.GetVariable(name) is not { } value)
            {
                return new(name, null, null);
            }

            // The variable for the token file may contain the token itself by mistake.
            bool isSecret =
                Secrets.Contains(name) || (name == TokenSource.PathVariable && Path.GetFileName(value) == value);
            return new(name, isSecret ? "(set, not shown)" : value, Decision(name));
        }

        string? Decision(string name)
        {
            if (EnvironmentSwitch.All.Contains(name) && !EnvironmentSwitch.IsOn(name, environment))
            {
                return EnvironmentSwitch.FindFault(name, environment) is { } fault ? $"nothing, because {fault}" : null;
            }

            IEnumerable<string> made = decisions.Where(it => it.DecidedBy == Variable(name)).Select(it => it.Decision);
            return string.Join(", ", made) is { Length: > 0 } text ? text : null;
        }
    }

    /// <summary>Returns null if there is an error, which the loader reports.</summary>
    private static T? OrNull<T>(Func<T?> resolve)
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

    private static string Variable(string name) => $"the variable {name}";
}
