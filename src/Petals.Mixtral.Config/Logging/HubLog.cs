using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config.Logging;

/// <summary>What asking the Hub logs, under the category <see cref="LoadLog.Category"/>. No message holds a token.</summary>
internal static partial class HubLog
{
    [LoggerMessage(10, LogLevel.Debug, "Found in the cache: {Path}, commit {CommitHash}")]
    public static partial void CacheHit(ILogger logger, string path, string commitHash);

    [LoggerMessage(11, LogLevel.Information, "Downloaded {FileName} of {RepoId}, commit {CommitHash}: {Size} bytes in {Milliseconds:0} ms")]
    public static partial void Downloaded(ILogger logger, string fileName, string repoId, string commitHash, long size, double milliseconds);

    [LoggerMessage(12, LogLevel.Warning, "{RepoId}: retry {Retry} of {MaxRetries} in {Seconds:0.0} s: {Reason}")]
    public static partial void Retrying(ILogger logger, string repoId, int retry, int maxRetries, double seconds, string? reason);

    [LoggerMessage(13, LogLevel.Warning, "The cached file {Path} is used, although a download was asked for: {Reason}")]
    public static partial void KeptCached(ILogger logger, string path, string reason);

    [LoggerMessage(14, LogLevel.Warning, "The access token is not sent, since the endpoint {Endpoint} is plain http")]
    public static partial void TokenWithheld(ILogger logger, string endpoint);

    [LoggerMessage(15, LogLevel.Warning, "The token file {Path} cannot be read, so no token is sent: {Reason}")]
    public static partial void TokenFileUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(16, LogLevel.Warning, "The token file {Path} can be read by others; take the permission away with 'chmod 600'")]
    public static partial void TokenFileIsReadable(ILogger logger, string path);

    [LoggerMessage(17, LogLevel.Debug, "The lock {Path} is done without: {Reason}")]
    public static partial void WithoutLock(ILogger logger, string path, string reason);

    [LoggerMessage(18, LogLevel.Warning, "The ref of {Revision} of {RepoId} cannot be written, so the Hub will be asked again: {Reason}")]
    public static partial void RefNotWritten(ILogger logger, string revision, string repoId, string reason);

    [LoggerMessage(19, LogLevel.Debug, "That there is no {FileName} in {RepoId} cannot be noted: {Reason}")]
    public static partial void AbsenceNotNoted(ILogger logger, string fileName, string repoId, string reason);
}
