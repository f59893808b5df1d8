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
            CallMode.Finished(new PretrainedLoader(model, options, trace).FindAsync(CallMode.Blocking, Read));
        }
        catch (PretrainedConfigException exception)
        {
            fault = exception;
        }

        ModelLocation? location = trace.File?.Location;
        return new ModelResolution(model, fault?.Message ?? OutcomeOf(trace))
        {
            Path = fault is null && trace.Address is null ? location?.Path : null,
            CommitHash = location?.CommitHash,
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

    private static string OutcomeOf(ResolutionTrace trace)
    {
        if (trace.Address is not null)
        {
            return "It will be requested from the Hub.";
        }

        string source = trace.Model is null ? "a path on this machine" : "the cache, without a request to the Hub";
        string foreign = trace.ForeignKind is { } kind
            ? $" It is not the config of a Mixtral model: it looks like {kind}."
            : "";
        return $"It is loaded from {source}.{foreign}";
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
        return [$"HEAD {url} ({with})", $"GET {url} ({with}), unless the content is cached"];
    }
}
