using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;
using Petals.Mixtral.Config.Serialization.Rules;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Which environment variables count in finding a model, and what each of them decided.</summary>
internal static class ResolutionVariables
{
    public static IReadOnlyList<ResolutionVariable> Describe(PretrainedLoadOptions options)
    {
        ConfigEnvironment environment = options.Environment;
        string? directory = Decider(() => CacheDirectory.Resolve(options.CacheDirectory, environment).ChosenBy);
        string? endpoint = Decider(() => HubEndpoint.Resolve(options.Endpoint, environment).ChosenBy);
        string? token = Decider(() => TokenSource.Find(options.Token, environment, NullLogger.Instance)?.Source);
        string? tokenFile = token?.StartsWith("the file", StringComparison.Ordinal) is true
            ? Decider(() => TokenSource.FindFile(environment)?.ChosenBy)
            : null;
        string? offline = Switch.Offline(options.LocalFilesOnly, environment);
        return
        [
            .. CacheDirectory.Variables.Select(name =>
                Plain(
                    name,
                    (Is(directory, name), Is(tokenFile, name)) switch
                    {
                        (true, true) => "the cache directory, the token",
                        (true, false) => "the cache directory",
                        (false, true) => "the token",
                        _ => null,
                    }
                )
            ),
            .. Switch.OfflineVariables.Select(name =>
                Plain(name, Is(offline, name) ? "that the Hub is not asked" : null)
            ),
            Secret(HubEndpoint.Variable, Is(endpoint, HubEndpoint.Variable) ? "the endpoint" : null),
            .. TokenSource.Variables.Select(name => Secret(name, Is(token, name) ? "the token" : null)),
            Path(TokenSource.PathVariable, Is(tokenFile, TokenSource.PathVariable) ? "the token" : null),
            Plain(
                TokenSource.DisableVariable,
                Switch.IsOn(TokenSource.DisableVariable, environment) ? "that only the option gives a token" : null
            ),
            Plain(
                HubTimeouts.MetadataVariable,
                environment.GetVariable(HubTimeouts.MetadataVariable) is null ? null : "how long to wait for an answer"
            ),
            Plain(
                HubTimeouts.DownloadVariable,
                environment.GetVariable(HubTimeouts.DownloadVariable) is null ? null : "how long to wait for content"
            ),
            Plain(
                Switch.NoLinksVariable,
                Switch.IsOn(Switch.NoLinksVariable, environment) ? "that the cache holds files, not links" : null
            ),
            Plain(
                PetalsRules.MaxRetriesVariable,
                environment.GetVariable(PetalsRules.MaxRetriesVariable) is null ? null : "the default of max_retries"
            ),
        ];

        ResolutionVariable Plain(string name, string? decides) => new(name, environment.GetVariable(name), decides);

        // Somebody may have put the token itself there.
        ResolutionVariable Path(string name, string? decides) =>
            environment.GetVariable(name) is { } value
            && !value.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? Secret(name, decides)
                : Plain(name, decides);

        ResolutionVariable Secret(string name, string? decides) =>
            new(name, environment.GetVariable(name) is null ? null : "(set, not shown)", decides);
    }

    private static bool Is(string? decider, string variable) => decider == $"the variable {variable}";

    /// <summary>What decided; <see langword="null"/> where it came to an error, which is told elsewhere.</summary>
    private static string? Decider(Func<string?> resolve)
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
