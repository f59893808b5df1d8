namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The log messages. Event ids from 1 are for loading, from 10 for the Hub, from 20 for the configs of a
/// container. No message contains a token.</summary>
/// <remarks>They are in one class, because the generator writes several classes in an order that changes from build to
/// build.</remarks>
internal static partial class Log
{
    public const string Category = "Petals.Mixtral.Config";

    public static ILogger Create(ILoggerFactory? factory) =>
        factory is null ? NullLogger.Instance : new PrintableLogger(factory.CreateLogger(Category));

    [LoggerMessage(1, LogLevel.Information, "Using DHT prefix: {DhtPrefix}")]
    public static partial void UsingDhtPrefix(ILogger logger, string dhtPrefix);

    /// <summary>A problem that does not end the call.</summary>
    [LoggerMessage(2, LogLevel.Warning, "{Problem}")]
    public static partial void Warn(ILogger logger, string problem);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "'{Path}' is not the config of a Mixtral model: it looks like {Description}. Loaded as one, it has the sizes "
            + "of Mixtral-8x7B. Give the config.json of the model, or its directory."
    )]
    public static partial void NotMixtral(ILogger logger, string path, string description);

    [LoggerMessage(10, LogLevel.Debug, "Found in the cache: {Path}, commit {CommitHash}")]
    public static partial void CacheHit(ILogger logger, string path, string commitHash);

    [LoggerMessage(
        11,
        LogLevel.Information,
        "Downloaded {FileName} of {RepoId}, commit {CommitHash}: {Size} bytes in {Milliseconds:0} ms"
    )]
    public static partial void Downloaded(
        ILogger logger,
        string fileName,
        string repoId,
        string commitHash,
        long size,
        double milliseconds
    );

    [LoggerMessage(13, LogLevel.Debug, "{Path} cannot be used, and the download goes on without it: {Reason}")]
    public static partial void NotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(20, LogLevel.Information, "The configuration has changed; the config {Name} was reloaded")]
    public static partial void ConfigChanged(ILogger logger, string name);

    [LoggerMessage(21, LogLevel.Error, "The configuration has changed, but the config {Name} is kept: {Reason}")]
    public static partial void ChangeNotUsed(ILogger logger, string name, string reason);

    [LoggerMessage(22, LogLevel.Error, "A listener for changes of the config {Name} threw an exception")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string name);
}
