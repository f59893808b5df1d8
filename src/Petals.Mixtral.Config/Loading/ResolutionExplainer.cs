using Microsoft.Extensions.Logging.Abstractions;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Runs the steps of FromPretrained without requests, and reports errors instead of throwing them.</summary>
internal static class ResolutionExplainer
{
    public static ModelResolution Explain(string model, PretrainedLoadOptions options)
    {
        var trace = new ResolutionTrace();
        PretrainedConfigException? fault = null;
        try
        {
            CallMode.Finished(PretrainedLoader.FindAsync(CallMode.Blocking, model, options, Read, trace));
        }
        catch (PretrainedConfigException exception)
        {
            fault = exception;
        }

        ModelLocation? location = fault is null && trace.Address is null ? trace.File?.Location : null;
        return new ModelResolution(
            AddressText.WithoutSecrets(model),
            OutcomeOf(trace, fault, options),
            DescribeToken(options)
        )
        {
            Path = location?.Path,
            CommitHash = location?.CommitHash ?? OrNull(() => trace.Model?.Cache.ReadCommit(trace.Model.Revision)),
            Variables = ValueList<ResolutionVariable>.CopyOf(ResolutionVariables.Describe(options)),
            Places = ValueList<SearchedPlace>.CopyOf(PlacesOf(model, trace, fault, options)),
            Requests = ValueList<string>.CopyOf(RequestsOf(trace.Address)),
        };

        DistributedMixtralConfig Read(PretrainedFile file)
        {
            trace.File = file;
            return file.ToDistributed(null, trace);
        }
    }

    /// <summary>Returns null if there is an error, which the loader reports.</summary>
    public static T? OrNull<T>(Func<T?> resolve)
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

    private static string OutcomeOf(
        ResolutionTrace trace,
        PretrainedConfigException? fault,
        PretrainedLoadOptions options
    )
    {
        string? offline = EnvironmentSwitch.Offline(options.LocalFilesOnly, options.Environment);
        string ban = $"{offline} forbids requests to the Hub";
        string foreign = trace.ForeignKind is null
            ? ""
            : $" It is not the config of a Mixtral model: it looks like {trace.ForeignKind}.";
        bool isMissing = fault is OfflineModeException || (fault is ConfigNotFoundException && trace.Model is not null);
        return trace switch
        {
            _ when isMissing => $"It is not in the cache, and {ban}.",
            _ when fault is not null => fault.Message,
            { Model: null } => $"It is a path on this machine, and is loaded from there.{foreign}",
            { Address: not null } => "It is requested from the Hub.",
            _ => $"It is loaded from the cache{(offline is null ? ", without a request" : $"; {ban}")}.{foreign}",
        };
    }

    private static IReadOnlyList<SearchedPlace> PlacesOf(
        string argument,
        ResolutionTrace trace,
        PretrainedConfigException? fault,
        PretrainedLoadOptions options
    )
    {
        if (trace.Model is { } model)
        {
            return [LocalPath.Nothing(argument, options.Environment), .. CacheMiss.Explain(model)];
        }

        string? path = trace.File?.Location.Path ?? (fault as ConfigFormatException)?.File;
        return path is null
            ? (fault as ConfigNotFoundException)?.PlacesSearched ?? []
            : [new SearchedPlace(path, "the file")];
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
