using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Petals.Mixtral.Config;

/// <summary>Where and how FromPretrained looks for a config. Every member is optional; nothing in a config file can set
/// any of them.</summary>
public sealed record PretrainedLoadOptions
{
    /// <summary>The branch, tag, <c>refs/pr/N</c> or commit hash of the repo.</summary>
    /// <value><c>main</c> by default.</value>
    public string Revision
    {
        get;
        init => field = Required.NotNull(value);
    } = "main";

    /// <summary>The directory of the Hugging Face cache, the one that holds <c>models--…</c> folders.</summary>
    /// <value><see langword="null"/> by default: what the environment says, see
    /// <see cref="Hub.HubCache.Default"/>.</value>
    public string? CacheDirectory { get; init; }

    /// <summary>
    /// The folder inside the repo, or inside the local directory, that holds the file, its parts separated by <c>/</c>.
    /// It does not count where the path of a file is given.
    /// </summary>
    /// <value><see langword="null"/> by default: none.</value>
    public string? Subfolder { get; init; }

    /// <summary>The name of the file. It does not count where the path of a file is given.</summary>
    /// <value><c>config.json</c> by default.</value>
    public string ConfigFileName
    {
        get;
        init => field = Required.NotNull(value);
    } = "config.json";

    /// <summary>
    /// Whether only files that are already on this machine are used, so that no connection is opened. The variables
    /// <c>HF_HUB_OFFLINE</c> and
    /// <c>TRANSFORMERS_OFFLINE</c> say the same.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool LocalFilesOnly { get; init; }

    /// <summary>
    /// Whether the Hub is asked even for a file that is in the cache. It is told which content is there, and only sends
    /// another. Where it cannot be reached, the cached file is used, with a warning in the log.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool ForceDownload { get; init; }

    /// <summary>
    /// How long a download may take, with its retries and waits. Loading then throws a <see cref="HubException"/>.
    /// </summary>
    /// <value>100 seconds by default; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither infinite nor positive and at most 24
    /// days.</exception>
    public TimeSpan DownloadTimeout
    {
        get;
        init => field = Required.TimeLimit(value);
    } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The access token for the Hub. It goes to the endpoint's own scheme, host and port alone, never over plain http
    /// except to this machine, and appears in no message, log or text.
    /// </summary>
    /// <value>
    /// <see langword="null"/> by default: the variable <c>HF_TOKEN</c> or <c>HUGGING_FACE_HUB_TOKEN</c>, else what the
    /// file <c>HF_TOKEN_PATH</c> or <c>$HF_HOME/token</c> holds, unless <c>HF_HUB_DISABLE_IMPLICIT_TOKEN</c> is on;
    /// else none. Where <c>HF_HOME</c> is not set, it is
    /// <c>$XDG_CACHE_HOME/huggingface</c>, else <c>~/.cache/huggingface</c>.
    /// </value>
    [JsonIgnore]
    public string? Token { get; init; }

    /// <summary>The address of the Hub, or of a mirror of it: https or http, with a path or without, and without name
    /// and password.</summary>
    /// <value><see langword="null"/> by default: the variable <c>HF_ENDPOINT</c>, else
    /// <c>https://huggingface.co</c>.</value>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The client for requests to the Hub, for proxies and the like; it is not disposed of. Its handler must not follow
    /// redirects by itself (<c>AllowAutoRedirect = false</c>), it must have no default Authorization header, and for
    /// the methods that block it must implement <c>Send</c>.
    /// </summary>
    /// <value><see langword="null"/> by default: one of its own.</value>
    public HttpClient? HttpClient { get; init; }

    /// <summary>Where to log, under the category <c>Petals.Mixtral.Config</c>.</summary>
    /// <value><see langword="null"/> by default: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The environment variables, the home directory and the clock.</summary>
    /// <value><see cref="ConfigEnvironment.Process"/> by default.</value>
    public ConfigEnvironment Environment
    {
        get;
        init => field = Required.NotNull(value);
    } = ConfigEnvironment.Process;

    /// <summary>Whether the caller sets keys of the model, so that the file does not have to contain them.</summary>
    internal bool ReplacesModel { get; init; }

    internal static PretrainedLoadOptions Default { get; } = new();

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            null,
            $"Revision = {Revision}, CacheDirectory = {CacheDirectory}, Subfolder = {Subfolder}, ConfigFileName = "
                + $"{ConfigFileName}, "
        );
        builder.Append(null, $"LocalFilesOnly = {LocalFilesOnly}, ForceDownload = {ForceDownload}, ");
        builder.Append(CultureInfo.InvariantCulture, $"DownloadTimeout = {DownloadTimeout}, ");
        builder.Append(
            null,
            $"Endpoint = {(Endpoint is { IsAbsoluteUri: true } uri ? $"{uri.Scheme}://{uri.Authority}" : null)}, "
        );
        builder.Append(null, $"Token = {(Token is null ? "none" : "given, not shown")}");
        return true;
    }
}
