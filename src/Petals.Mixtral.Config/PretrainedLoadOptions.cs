namespace Petals.Mixtral.Config;

/// <summary>Where and how FromPretrained searches for a config. Every member is optional; no config file can set
/// one.</summary>
public sealed record PretrainedLoadOptions
{
    /// <summary>The branch, tag, <c>refs/pr/N</c> or commit hash of the repo.</summary>
    /// <value><c>main</c> by default.</value>
    public string Revision
    {
        get;
        init => field = Required.NotNull(value);
    } = "main";

    /// <summary>The directory of the Hugging Face cache, which contains the <c>models--…</c> folders.</summary>
    /// <value><see langword="null"/> by default: the environment determines it, see
    /// <see cref="Hub.HubCache.Default"/>.</value>
    public string? CacheDirectory { get; init; }

    /// <summary>
    /// The folder of the file inside the repo or the local directory, with <c>/</c> as separator. Not used if the model
    /// is the path of a file.
    /// </summary>
    /// <value><see langword="null"/> by default: none.</value>
    public string? Subfolder { get; init; }

    /// <summary>The name of the file. Not used if the model is the path of a file.</summary>
    /// <value><c>config.json</c> by default.</value>
    public string ConfigFileName
    {
        get;
        init => field = Required.NotNull(value);
    } = "config.json";

    /// <summary>
    /// Whether to use only files on this machine and open no connection. The variables <c>HF_HUB_OFFLINE</c> and
    /// <c>TRANSFORMERS_OFFLINE</c> have the same effect.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool LocalFilesOnly { get; init; }

    /// <summary>
    /// Whether to request a file from the Hub even if it is in the cache. The Hub sends it only if it has changed. If
    /// the request fails for a transient reason, such as a broken connection, the cached file is used, and a warning is
    /// logged.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool ForceDownload { get; init; }

    /// <summary>
    /// The time limit of a download with its retries and waits. After it, loading throws a <see cref="HubException"/>.
    /// </summary>
    /// <value>100 seconds by default; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not infinite, and is not positive or exceeds 24.8
    /// days.</exception>
    public TimeSpan DownloadTimeout
    {
        get;
        init => field = Required.TimeLimit(value);
    } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The access token for the Hub. It is sent only to the scheme, host and port of the endpoint, never over plain
    /// http except to this machine, and appears in no message, log or text.
    /// </summary>
    /// <value>
    /// <see langword="null"/> by default: the variable <c>HF_TOKEN</c> or <c>HUGGING_FACE_HUB_TOKEN</c>, otherwise the
    /// content of the file <c>HF_TOKEN_PATH</c> or <c>$HF_HOME/token</c>, unless <c>HF_HUB_DISABLE_IMPLICIT_TOKEN</c>
    /// is on. <c>HF_HOME</c> defaults to <c>$XDG_CACHE_HOME/huggingface</c>, otherwise <c>~/.cache/huggingface</c>.
    /// </value>
    [JsonIgnore]
    public string? Token { get; init; }

    /// <summary>The https or http address of the Hub or of a mirror, with or without a path, without
    /// credentials.</summary>
    /// <value><see langword="null"/> by default: the variable <c>HF_ENDPOINT</c>, otherwise
    /// <c>https://huggingface.co</c>.</value>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The client for requests to the Hub, for example with a proxy. The caller disposes of it. Its handler must not
    /// follow redirects (<c>AllowAutoRedirect = false</c>), it must have no default Authorization header, and for
    /// blocking methods it must implement <c>Send</c>.
    /// </summary>
    /// <value><see langword="null"/> by default: the library creates one.</value>
    public HttpClient? HttpClient { get; init; }

    /// <summary>Creates the logger of the category <c>Petals.Mixtral.Config</c>.</summary>
    /// <value><see langword="null"/> by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The environment variables, the home directory and the clock.</summary>
    /// <value><see cref="ConfigEnvironment.Process"/> by default.</value>
    public ConfigEnvironment Environment
    {
        get;
        init => field = Required.NotNull(value);
    } = ConfigEnvironment.Process;

    /// <summary>Whether the caller sets keys of the model. The file then need not contain them.</summary>
    internal bool ReplacesModel { get; init; }

    internal static PretrainedLoadOptions Default { get; } = new();

    private bool PrintMembers(StringBuilder builder)
    {
        string? endpoint = Endpoint is { IsAbsoluteUri: true } uri ? $"{uri.Scheme}://{uri.Authority}" : null;
        builder.Append(
            CultureInfo.InvariantCulture,
            $"Revision = {Revision}, CacheDirectory = {CacheDirectory}, Subfolder = {Subfolder}, ConfigFileName = "
                + $"{ConfigFileName}, LocalFilesOnly = {LocalFilesOnly}, ForceDownload = {ForceDownload}, "
                + $"DownloadTimeout = {DownloadTimeout}, Endpoint = {endpoint}, "
                + $"Token = {(Token is null ? "none" : "given, not shown")}"
        );
        return true;
    }
}
