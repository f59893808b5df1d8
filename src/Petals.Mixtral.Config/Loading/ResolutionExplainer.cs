namespace Petals.Mixtral.Config.Loading;

/// <summary>Runs the steps of FromPretrained without requests, and reports errors instead of throwing them.</summary>
internal static class ResolutionExplainer
{
    public static ModelResolution Explain(string model, PretrainedLoadOptions options)
    {
        var loader = new PretrainedLoader(model, options, isTrial: true);
        PretrainedFile? file = null;
        PretrainedConfigException? fault = null;
        try
        {
            CallMode.Finished(loader.FindAsync(CallMode.Blocking, Read));
        }
        catch (PretrainedConfigException exception)
        {
            fault = exception;
        }

        return new ModelResolution(AddressText.WithoutSecrets(model), fault?.Message ?? OutcomeOf(loader, file))
        {
            Path = fault is null && loader.Address is null ? file?.Location.Path : null,
            CommitHash = file?.Location.CommitHash,
            Variables = ResolutionVariables.Describe(options),
            Places = Places(),
            Requests = RequestsOf(loader.Address),
        };

        DistributedMixtralConfig Read(PretrainedFile found)
        {
            file = found;
            return found.ToDistributed(null);
        }

        IReadOnlyList<SearchedPlace> Places()
        {
            if (loader.Model is { } repoFile)
            {
                return [LocalPath.Nothing(model, options.Environment), .. CacheMiss.Explain(repoFile)];
            }

            string? path = file?.Location.Path ?? (fault as ConfigFormatException)?.File;
            return path is null
                ? (fault as ConfigNotFoundException)?.PlacesSearched ?? []
                : [new SearchedPlace(path, "the file")];
        }
    }

    private static string OutcomeOf(PretrainedLoader loader, PretrainedFile? file)
    {
        if (loader.Address is not null)
        {
            return "It will be requested from the Hub.";
        }

        string source = loader.Model is null ? "a path on this machine" : "the cache, without a request to the Hub";
        string foreign = file?.ForeignKind is { } kind
            ? $" It is not the config of a Mixtral model: it looks like {kind}."
            : "";
        return $"It is loaded from {source}.{foreign}";
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
