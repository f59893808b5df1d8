namespace Petals.Mixtral.Config.Hub;

/// <summary>The server from which a <see cref="HubClient"/> downloads, and its cache. Every member is
/// optional.</summary>
public sealed record HubClientOptions
{
    /// <inheritdoc cref="PretrainedLoadOptions.CacheDirectory"/>
    public string? CacheDirectory { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.LocalFilesOnly"/>
    public bool LocalFilesOnly { get; init; }

    /// <summary>How long one download may take, with its retries and waits. It then throws a
    /// <see cref="HubException"/>.</summary>
    /// <value>
    /// <see langword="null"/> by default: 100 seconds with <see cref="HubDownloadOptions.MustBeJsonObject"/>, otherwise
    /// <see cref="Timeout.InfiniteTimeSpan"/>, because a file of weights may take hours. Without a limit, a download
    /// still ends when fewer than 1 KiB a second arrive.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not infinite, and is not positive or exceeds 24.8
    /// days.</exception>
    public TimeSpan? DownloadTimeout
    {
        get;
        init => field = value is { } limit ? Required.TimeLimit(limit, nameof(value)) : null;
    }

    /// <inheritdoc cref="PretrainedLoadOptions.Token"/>
    [JsonIgnore]
    public string? Token { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.Endpoint"/>
    public Uri? Endpoint { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.HttpClient"/>
    public HttpClient? HttpClient { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.LoggerFactory"/>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.Environment"/>
    public ConfigEnvironment Environment
    {
        get;
        init => field = Required.NotNull(value);
    } = ConfigEnvironment.Process;

    /// <summary>Returns the name of the type, because members may be secret.</summary>
    /// <returns>The text <c>HubClientOptions</c>.</returns>
    public override string ToString() => nameof(HubClientOptions);
}
