using Keys = Petals.Mixtral.Config.Settings.ClientSettings;

namespace Petals.Mixtral.Config;

/// <summary>How a client finds and uses the servers of a swarm. Python's <c>ClientConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<ClientConfig>))]
public sealed record ClientConfig : IClientConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public ClientConfig() { }

    internal ClientConfig(ConfigSource json, ClientConfig others)
        : this(others)
    {
        InitialPeers = json.Read(Keys.InitialPeers, InitialPeers);
        DhtPrefix = json.Read(Keys.DhtPrefix, DhtPrefix);
        DaemonStartupTimeout = json.Read(Keys.DaemonStartupTimeout, DaemonStartupTimeout);
        ShowRoute = json.Read(Keys.ShowRoute, ShowRoute);
        AllowedServers = json.Read(Keys.AllowedServers, AllowedServers);
        BlockedServers = json.Read(Keys.BlockedServers, BlockedServers);
        UseServerToServer = json.Read(Keys.UseServerToServer, UseServerToServer);
        ConnectTimeout = json.Read(Keys.ConnectTimeout, ConnectTimeout);
        RequestTimeout = json.Read(Keys.RequestTimeout, RequestTimeout);
        UpdatePeriod = json.Read(Keys.UpdatePeriod, UpdatePeriod);
        MaxRetries = json.Read(Keys.MaxRetries, MaxRetries);
        MinBackoff = json.Read(Keys.MinBackoff, MinBackoff);
        MaxBackoff = json.Read(Keys.MaxBackoff, MaxBackoff);
        BanTimeout = json.Read(Keys.BanTimeout, BanTimeout);
        ActiveAdapter = json.Read(Keys.ActiveAdapter, ActiveAdapter);
        MaxPinged = json.Read(Keys.MaxPinged, MaxPinged);
        PingTimeout = json.Read(Keys.PingTimeout, PingTimeout);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> InitialPeers
    {
        get;
        init => field = ValueList<string>.CopyOf(value);
    } = PublicInitialPeers.All;

    /// <inheritdoc/>
    public string? DhtPrefix { get; init; }

    /// <inheritdoc/>
    public TimeSpan DaemonStartupTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public ShowRoute ShowRoute
    {
        get;
        init => field = Required.Defined(value);
    } = ShowRoute.Inference;

    /// <inheritdoc/>
    public IReadOnlyList<string>? AllowedServers
    {
        get;
        init => field = value is null ? null : ValueList<string>.CopyOf(value);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? BlockedServers
    {
        get;
        init => field = value is null ? null : ValueList<string>.CopyOf(value);
    }

    /// <inheritdoc/>
    public bool UseServerToServer { get; init; } = true;

    /// <inheritdoc/>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(3 * 60);

    /// <inheritdoc/>
    public TimeSpan UpdatePeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public int? MaxRetries { get; init; }

    /// <inheritdoc/>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public TimeSpan BanTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string? ActiveAdapter { get; init; }

    /// <inheritdoc/>
    public int MaxPinged { get; init; } = 3;

    /// <inheritdoc/>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The prefix that Petals derives from a repo id.</summary>
    internal static string DeriveDhtPrefix(string repoId) => repoId.Replace('.', '-');
}
