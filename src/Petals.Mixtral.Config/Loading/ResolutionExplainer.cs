using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Runs the steps of FromPretrained without requests, and reports errors instead of throwing them.</summary>
internal static class ResolutionExplainer
{
    public static ModelResolution Explain(string model, PretrainedLoadOptions options)
    {
        var trace = new ResolutionTrace();
        PretrainedFile? file = null;
        PretrainedFile? read = null;
        PretrainedConfigException? fault = null;
        try
        {
            file = CallMode.Finished(
                PretrainedLoader.FindAsync(
                    CallMode.Blocking,
                    model,
                    options,
                    found =>
                    {
                        read = found;
                        found.ToDistributed(null);
                        return found;
                    },
                    trace
                )
            );
        }
        catch (PretrainedConfigException exception)
        {
            fault = exception;
        }

        return new ModelResolution(model, OutcomeOf(trace, fault, options), DescribeToken(options))
        {
            Path = file?.Location.Path,
            CommitHash = file?.Location.CommitHash ?? CommitOf(trace.Model),
            Variables = ValueList<ResolutionVariable>.CopyOf(ResolutionVariables.Describe(options)),
            Places = ValueList<SearchedPlace>.CopyOf(PlacesOf(model, trace.Model, read, fault, options)),
            Requests = ValueList<string>.CopyOf(RequestsOf(trace.Address)),
        };
    }

    private static string OutcomeOf(
        ResolutionTrace trace,
        PretrainedConfigException? fault,
        PretrainedLoadOptions options
    )
    {
        string? offline = EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);
        string ban = $"{offline} forbids asking the Hub";
        bool isMissing = fault is OfflineModeException || (fault is ConfigNotFoundException && trace.Model is not null);
        return trace switch
        {
            _ when isMissing => $"It is not in the cache, and {ban}.",
            _ when fault is not null => fault.Message,
            { Model: null } => "It is a path on this machine, and is loaded from there.",
            { Address: not null } => "It is asked for on the Hub.",
            _ => $"It is loaded from the cache{(offline is null ? ", and the Hub is not asked" : $"; {ban}")}.",
        };
    }

    private static string? CommitOf(RepoFile? model)
    {
        try
        {
            return model?.Cache.ReadCommit(model.Revision);
        }
        catch (HubException)
        {
            return null;
        }
    }

    private static IReadOnlyList<SearchedPlace> PlacesOf(
        string argument,
        RepoFile? model,
        PretrainedFile? file,
        PretrainedConfigException? fault,
        PretrainedLoadOptions options
    )
    {
        if (model is null)
        {
            string? path = file?.Location.Path ?? (fault as ConfigFormatException)?.File;
            return path is null
                ? (fault as ConfigNotFoundException)?.PlacesSearched ?? []
                : [new SearchedPlace(path, "the file")];
        }

        return [LocalPath.Nothing(argument, options.Environment), .. CacheMiss.Explain(model)];
    }

    private static IReadOnlyList<string> RequestsOf(HubFileAddress? address)
    {
        if (address is null)
        {
            return [];
        }

        string url = address.Hide(address.Url.AbsoluteUri);
        string with = address.TokenToSend is null ? "without a token" : $"with {address.TokenToSend}";
        return [$"HEAD {url} ({with})", $"GET {url} ({with}), unless the content is here already"];
    }

    private static string DescribeToken(PretrainedLoadOptions options)
    {
        try
        {
            return TokenSource.Find(options.Token, options.Environment, NullLogger.Instance) is { } token
                ? $"from {token.Source}, not shown"
                : "none";
        }
        catch (HubException exception)
        {
            return $"none: {exception.Message}";
        }
    }
}
