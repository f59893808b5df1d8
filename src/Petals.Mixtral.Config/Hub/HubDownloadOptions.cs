namespace Petals.Mixtral.Config.Hub;

/// <summary>The version of a file, and the checks on it. Every member is optional.</summary>
public sealed class HubDownloadOptions
{
    /// <inheritdoc cref="PretrainedLoadOptions.Revision"/>
    public string Revision
    {
        get;
        init => field = Required.NotNull(value);
    } = "main";

    /// <summary>The folder inside the repo that holds the file, its parts separated by <c>/</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    public string? Subfolder { get; init; }

    /// <inheritdoc cref="PretrainedLoadOptions.ForceDownload"/>
    public bool ForceDownload { get; init; }

    /// <summary>The size in bytes above which a file is not downloaded. A cached file is not
    /// checked.</summary>
    /// <value>
    /// <see langword="null"/> by default: 16 MiB with <see cref="MustBeJsonObject"/>, otherwise the size that the Hub
    /// states, or 16 MiB if it states none.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long? MaxSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1, nameof(value));
            field = value;
        }
    }

    /// <summary>Whether to reject a download that is not a JSON object, such as a login page or a Git LFS pointer
    /// instead of a config.json.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool MustBeJsonObject { get; init; }

    /// <summary>
    /// Receives the progress: at the beginning, about ten times a second, and at the end. The thread that downloads
    /// calls it and waits for it, so it must be quick, must not throw, and must not request the same file. If several
    /// callers wait for one download, only the first gets progress.
    /// </summary>
    /// <value><see langword="null"/> by default.</value>
    public IProgress<DownloadProgress>? Progress { get; init; }

    internal static HubDownloadOptions Default { get; } = new();
}
