using System.Text.Json.Serialization;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <summary>
/// How a client finds and uses the servers of a swarm. The contract of Python's <c>ClientConfig</c>
/// (Petals 2.3.0.dev2, <c>client/config.py</c>). JSON holds every time in seconds.
/// </summary>
[JsonConverter(typeof(ConfigJsonConverter<IClientConfig>))]
public interface IClientConfig
{
    /// <summary>The peers through which the DHT is joined, as multiaddrs that end in <c>/p2p/{peer id}</c>. JSON key
    /// <c>initial_peers</c>.</summary>
    /// <value>The six peers of the public swarm by default: <see cref="PublicInitialPeers.All"/>.</value>
    IReadOnlyList<string> InitialPeers { get; }

    /// <summary>
    /// The prefix of all DHT keys of the model: block 3 is announced as <c>{prefix}.3</c>. JSON key <c>dht_prefix</c>.
    /// </summary>
    /// <value><see langword="null"/> by default; FromPretrained derives it from a repo id.</value>
    string? DhtPrefix { get; }

    /// <summary>How long the libp2p daemon may take to reach the initial peers. JSON key <c>daemon_startup_timeout</c>,
    /// seconds.</summary>
    /// <value>60 s by default.</value>
    TimeSpan DaemonStartupTimeout { get; }

    /// <summary>When the chosen route through the servers is logged. JSON key <c>show_route</c>: <c>false</c>,
    /// <c>"inference"</c> or <c>true</c>.</summary>
    /// <value><see cref="Config.ShowRoute.Inference"/> by default.</value>
    ShowRoute ShowRoute { get; }

    /// <summary>The only servers that are used, as base58 peer ids. JSON key <c>allowed_servers</c>.</summary>
    /// <value><see langword="null"/> by default: any server.</value>
    IReadOnlyList<string>? AllowedServers { get; }

    /// <summary>Servers that are never used, as base58 peer ids. JSON key <c>blocked_servers</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    IReadOnlyList<string>? BlockedServers { get; }

    /// <summary>Whether servers pass activations on to each other directly. JSON key
    /// <c>use_server_to_server</c>.</summary>
    /// <value><see langword="true"/> by default.</value>
    bool UseServerToServer { get; }

    /// <summary>How long opening a connection may take. JSON key <c>connect_timeout</c>, seconds.</summary>
    /// <value>5 s by default.</value>
    TimeSpan ConnectTimeout { get; }

    /// <summary>How long one forward, backward or inference request may take. JSON key <c>request_timeout</c>,
    /// seconds.</summary>
    /// <value>180 s by default.</value>
    TimeSpan RequestTimeout { get; }

    /// <summary>How often the DHT information is refreshed. JSON key <c>update_period</c>, seconds.</summary>
    /// <value>60 s by default.</value>
    TimeSpan UpdatePeriod { get; }

    /// <summary>How many attempts a request has before the client gives up. JSON key <c>max_retries</c>.</summary>
    /// <value>
    /// <see langword="null"/> by default, which is for ever; or the integer in the environment variable
    /// <c>PETALS_MAX_RETRIES</c>, as it was when the record was created.
    /// </value>
    /// <exception cref="PretrainedConfigException">The value was not set, and <c>PETALS_MAX_RETRIES</c> holds no
    /// integer.</exception>
    int? MaxRetries { get; }

    /// <summary>The pause before the second retry; it doubles with each further failure. JSON key <c>min_backoff</c>,
    /// seconds.</summary>
    /// <value>1 s by default.</value>
    TimeSpan MinBackoff { get; }

    /// <summary>The longest pause between retries. JSON key <c>max_backoff</c>, seconds.</summary>
    /// <value>60 s by default.</value>
    TimeSpan MaxBackoff { get; }

    /// <summary>How long a peer that failed to respond is not routed to. JSON key <c>ban_timeout</c>,
    /// seconds.</summary>
    /// <value>15 s by default.</value>
    TimeSpan BanTimeout { get; }

    /// <summary>The LoRA adapter to use, usually a repo id. JSON key <c>active_adapter</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    string? ActiveAdapter { get; }

    /// <summary>How many servers are pinged from each side of the sequence at every update. JSON key
    /// <c>max_pinged</c>.</summary>
    /// <value>3 by default.</value>
    int MaxPinged { get; }

    /// <summary>How long an update waits for pings. JSON key <c>ping_timeout</c>, seconds.</summary>
    /// <value>2 s by default.</value>
    TimeSpan PingTimeout { get; }

    /// <summary>Returns <see cref="DhtPrefix"/> to code that cannot do without it.</summary>
    /// <exception cref="PretrainedConfigException">There is no prefix; the message says how to give one.</exception>
    string RequireDhtPrefix() => DhtPrefix ?? throw ModuleUid.MissingPrefix();

    /// <summary>The name under which servers announce a block.</summary>
    /// <param name="blockIndex">The index of the block, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blockIndex"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException">There is no <see cref="DhtPrefix"/>, or it is empty or holds
    /// <c>.</c> or a space.</exception>
    ModuleUid GetModuleUid(int blockIndex) => ModuleUid.Create(DhtPrefix, blockIndex);

    /// <summary>The pause before the next attempt (Petals <c>RemoteSequenceManager.get_retry_delay</c>).</summary>
    /// <param name="attempt">The number of the attempt that has failed, from 0.</param>
    /// <returns>
    /// None after the first attempt, then <see cref="MinBackoff"/>, which doubles each time up to
    /// <see cref="MaxBackoff"/>.
    /// <see cref="Timeout.InfiniteTimeSpan"/> is for ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException"><see cref="MinBackoff"/> or <see cref="MaxBackoff"/> is negative,
    /// and not for ever.</exception>
    TimeSpan GetRetryDelay(int attempt) => RetryDelay.After(attempt, MinBackoff, MaxBackoff);

    /// <summary>
    /// Whether another attempt is due. Petals counts the first attempt too: with <see cref="MaxRetries"/> 3 there are
    /// three in all. With 0, which Petals takes for no limit, there is one.
    /// </summary>
    /// <param name="attempt">The number of the attempt that has failed, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is negative.</exception>
    bool IsRetryDue(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        return MaxRetries is not { } limit || attempt < limit - 1L;
    }

    /// <summary>Whether a route that was chosen is logged, as <see cref="ShowRoute"/> says.</summary>
    /// <param name="mode">What the route was chosen for.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is no member of
    /// <see cref="RoutingMode"/>.</exception>
    bool ShouldShowRoute(RoutingMode mode) =>
        (Required.Defined(mode) == RoutingMode.MinLatency && ShowRoute == ShowRoute.Inference)
        || ShowRoute == ShowRoute.Always;
}
