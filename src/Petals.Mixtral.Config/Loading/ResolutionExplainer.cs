using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Loading;

/// <summary>Walks the way that FromPretrained goes, and notes what it meets instead of failing.</summary>
internal static class ResolutionExplainer
{
    public static ModelResolution Explain(string model, PretrainedLoadOptions options)
    {
        IReadOnlyList<ResolutionVariable> variables = ResolutionVariables.Describe(options);
        string token = DescribeToken(options);
        try
        {
            if (LocalPath.TryLocate(model, options) is { } local)
            {
                string? fault = FaultOf(
                    () =>
                        CallMode.Finished(
                            PretrainedReader.ReadAsync(CallMode.Blocking, local, options, NullLogger.Instance)
                        ),
                    out _
                );
                return Resolution(
                    model,
                    fault ?? "It is a path on this machine, and is loaded from there.",
                    fault is null ? local.Path : null,
                    null,
                    variables,
                    [new(local.Path, "the file")],
                    [],
                    token
                );
            }

            if (LocalPath.LooksLikeOne(model))
            {
                throw LocalPath.NothingThere(model, options.Environment);
            }

            return ExplainHub(model, HubModel.Parse(model, options, NullLogger.Instance), options, variables, token);
        }
        catch (ConfigNotFoundException exception)
        {
            return Resolution(model, exception.Message, null, null, variables, exception.PlacesSearched, [], token);
        }
        catch (PretrainedConfigException exception)
        {
            return Resolution(model, exception.Message, null, null, variables, [], [], token);
        }
    }

    private static ModelResolution ExplainHub(
        string argument,
        HubModel model,
        PretrainedLoadOptions options,
        IReadOnlyList<ResolutionVariable> variables,
        string token
    )
    {
        List<SearchedPlace> places = [LocalPath.Nothing(argument, options.Environment)];
        string? commit = null;
        ModelLocation? cached;
        string? fault = FaultOf(
            () =>
            {
                places.AddRange(CacheMiss.Explain(model.Cache, model.Revision, model.File));
                commit = model.Cache.ReadCommit(model.Revision);
                return CallMode.Finished(
                    PretrainedReader.TryReadCachedAsync(CallMode.Blocking, model, options, NullLogger.Instance)
                );
            },
            out cached
        );

        string? offline = Switch.Offline(options.LocalFilesOnly, options.Environment);
        if (offline is null && options.ForceDownload)
        {
            fault = null; // what is wrong with the cache is mended
        }
        else if (
            offline is null
            && cached is null
            && model.Revision.Commit is { } asked
            && model.Cache.IsKnownAbsent(asked, model.File)
        )
        {
            fault = CacheMiss.KnownAbsent(model.Cache, model.Revision, model.File, asked).Message;
        }

        bool asks = offline is null && (options.ForceDownload || (cached is null && fault is null));
        IReadOnlyList<string> requests = asks ? Requests(model, options, ref fault) : [];
        string outcome =
            fault
            ?? (
                asks ? "It is asked for on the Hub."
                : cached is not null
                    ? "It is loaded from the "
                        + $"cache{(offline is null ? ", and nobody is asked" : $"; {offline} forbids asking the Hub")}."
                : $"It is not in the cache, and {offline} forbids asking the Hub."
            );
        return Resolution(
            argument,
            outcome,
            fault is null ? cached?.Path : null,
            commit,
            variables,
            places,
            requests,
            token
        );
    }

    /// <summary>Loads as FromPretrained does, as far as this machine goes. Returns the message of what goes
    /// wrong.</summary>
    private static string? FaultOf(Func<PretrainedFile?> read, out ModelLocation? location)
    {
        location = null;
        try
        {
            if (read() is { } file)
            {
                location = file.Location;
                PretrainedLoader.Build(file, null, static (built, prefix) => built.ToDistributed(prefix));
            }

            return null;
        }
        catch (PretrainedConfigException exception)
        {
            return exception.Message;
        }
    }

    private static IReadOnlyList<string> Requests(HubModel model, PretrainedLoadOptions options, ref string? fault)
    {
        try
        {
            var endpoint = HubEndpoint.Resolve(options.Endpoint, options.Environment);
            _ = HubTimeouts.Read(options.Environment);
            AccessToken? token = TokenSource.Find(options.Token, options.Environment, NullLogger.Instance);
            var address = new HubFileAddress(endpoint, model.Cache.Repo, model.Revision, model.File, token);
            string with = address.TokenToSend is null ? "without a token" : $"with {address.TokenToSend}";
            return
            [
                $"HEAD {address.Url.AbsoluteUri} ({with})",
                $"GET {address.Url.AbsoluteUri} ({with}), unless the content is here already",
            ];
        }
        catch (HubException exception)
        {
            fault = exception.Message;
            return [];
        }
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

    private static ModelResolution Resolution(
        string model,
        string outcome,
        string? path,
        string? commit,
        IReadOnlyList<ResolutionVariable> variables,
        IReadOnlyList<SearchedPlace> places,
        IReadOnlyList<string> requests,
        string token
    ) =>
        new(
            model,
            outcome,
            path,
            commit,
            ValueList<ResolutionVariable>.CopyOf(variables),
            ValueList<SearchedPlace>.CopyOf(places),
            ValueList<string>.CopyOf(requests),
            token
        );
}
