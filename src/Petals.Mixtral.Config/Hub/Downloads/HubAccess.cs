using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>Who may request what of the Hub, and how.</summary>
internal sealed record HubAccess(
    bool LocalFilesOnly,
    string? Token,
    Uri? Endpoint,
    HttpClient? HttpClient,
    ConfigEnvironment Environment,
    ILogger Logger
)
{
    /// <summary>What forbids requests; null if they are allowed.</summary>
    public string? OfflineBecause => Switch.Offline(LocalFilesOnly, Environment);

    public static HubAccess Of(PretrainedLoadOptions options, ILogger logger) =>
        new(options.LocalFilesOnly, options.Token, options.Endpoint, options.HttpClient, options.Environment, logger);

    public static HubAccess Of(HubClientOptions options, ILogger logger) =>
        new(options.LocalFilesOnly, options.Token, options.Endpoint, options.HttpClient, options.Environment, logger);
}
