namespace Petals.Mixtral.Config;

/// <summary>How a client finds and uses the servers of a swarm. Python's <c>ClientConfig</c>.</summary>
[JsonConverter(typeof(ConfigJsonConverter<ClientConfig>))]
public sealed partial record ClientConfig : IClientConfig
{
    /// <summary>Creates a config with the defaults of Petals.</summary>
    public ClientConfig() { }

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

    /// <summary>Formats the record in the same way in every culture.</summary>
    /// <returns>The name and the members.</returns>
    public override string ToString() => RecordText.Of(nameof(ClientConfig), PrintMembers);
}
