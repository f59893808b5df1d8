using Microsoft.Extensions.Logging.Abstractions;

namespace Petals.Mixtral.Config.Diagnostics;

/// <summary>The log messages. Event ids from 1 are for loading, from 10 for the Hub, from 20 for the configs of a
/// container. No message contains a token.</summary>
/// <remarks>They are in one class, because for several classes the generator's order of code, and so the assembly,
/// changes from build to build.</remarks>
internal static partial class Log
{
    public const string Category = "Petals.Mixtral.Config";

    public static ILogger Create(ILoggerFactory? factory) =>
        factory is null ? NullLogger.Instance : new PrintableLogger(factory.CreateLogger(Category));

    [LoggerMessage(1, LogLevel.Information, "Using DHT prefix: {DhtPrefix}")]
    public static partial void UsingDhtPrefix(ILogger logger, string dhtPrefix);

    [LoggerMessage(2, LogLevel.Warning, "{Source}: {NewerKey} and {OlderKey} differ; {NewerKey} is used.")]
    public static partial void NewerSpellingWins(ILogger logger, string source, string newerKey, string olderKey);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "{Source}: num_labels is {NumLabels}, but id2label has {LabelCount} labels; id2label is used."
    )]
    public static partial void NumLabelsIgnored(ILogger logger, string source, int numLabels, int labelCount);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "The cache directory comes from TRANSFORMERS_CACHE, which is deprecated; set HF_HUB_CACHE or HF_HOME instead."
    )]
    public static partial void DeprecatedCacheVariable(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The cache is damaged, so the Hub is asked for the file: {Reason}")]
    public static partial void CacheDamaged(ILogger logger, string reason);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "'{Path}' is not the config of a Mixtral model: it looks like {Description}. The sizes of Mixtral-8x7B are used. "
            + "Give the config.json of the model, or its directory."
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

    [LoggerMessage(12, LogLevel.Warning, "{RepoId}: retry {Retry} of {MaxRetries} in {Seconds:0.0} s: {Reason}")]
    public static partial void Retrying(
        ILogger logger,
        string repoId,
        int retry,
        int maxRetries,
        double seconds,
        string? reason
    );

    [LoggerMessage(13, LogLevel.Warning, "The cached file {Path} is used, although a download was asked for: {Reason}")]
    public static partial void KeptCached(ILogger logger, string path, string reason);

    [LoggerMessage(14, LogLevel.Warning, "The access token is not sent, because the endpoint {Endpoint} is plain http")]
    public static partial void TokenWithheld(ILogger logger, string endpoint);

    [LoggerMessage(15, LogLevel.Warning, "The token file {Path} cannot be read, so no token is sent: {Reason}")]
    public static partial void TokenFileUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(16, LogLevel.Warning, "Others can read the token file {Path}; run 'chmod 600' on it")]
    public static partial void TokenFileIsReadable(ILogger logger, string path);

    [LoggerMessage(17, LogLevel.Debug, "Downloading without the lock {Path}: {Reason}")]
    public static partial void WithoutLock(ILogger logger, string path, string reason);

    [LoggerMessage(18, LogLevel.Warning, "The cache file {Path} cannot be written: {Reason}")]
    public static partial void NotRecorded(ILogger logger, string path, string reason);

    [LoggerMessage(20, LogLevel.Information, "The configuration has changed; the config {Name} is reloaded")]
    public static partial void ConfigChanged(ILogger logger, string name);

    [LoggerMessage(21, LogLevel.Error, "The configuration has changed, but the config {Name} is kept: {Reason}")]
    public static partial void ChangeNotUsed(ILogger logger, string name, string reason);

    [LoggerMessage(22, LogLevel.Error, "A listener for changes of the config {Name} threw an exception")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, string name);

    [LoggerMessage(23, LogLevel.Warning, "{Variable} is neither on nor off, so it counts as off. Set it to 1 or 0.")]
    public static partial void SwitchUnclear(ILogger logger, string variable);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "The access token from {Source} has quotes around it. Remove them: docker --env-file keeps them."
    )]
    public static partial void TokenQuoted(ILogger logger, string source);

    [LoggerMessage(
        25,
        LogLevel.Warning,
        "The Hub calls the repo {RepoId} {CanonicalId}. Give that id if you mean it: its DHT prefix is {CanonicalPrefix}, "
            + "not {DhtPrefix}."
    )]
    public static partial void RepoHasOtherName(
        ILogger logger,
        string repoId,
        string canonicalId,
        string canonicalPrefix,
        string dhtPrefix
    );

    [LoggerMessage(
        26,
        LogLevel.Warning,
        "The proxy in {Variable} has the scheme {Scheme}, which cannot be used. Use http, https, socks4, socks4a or socks5."
    )]
    public static partial void ProxyUnusable(ILogger logger, string variable, string scheme);
}
