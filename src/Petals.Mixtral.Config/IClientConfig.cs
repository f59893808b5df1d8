namespace Petals.Mixtral.Config;

/// <summary>
/// How a client finds and uses the servers of a swarm. The contract of Python's <c>ClientConfig</c>
/// (Petals 2.3.0.dev2, <c>client/config.py</c>). In JSON every time is a number of seconds.
/// </summary>
[JsonConverter(typeof(ConfigJsonConverter<IClientConfig>))]
public interface IClientConfig
{
    /// <summary>The peers through which the client joins the DHT, as multiaddrs that end in <c>/p2p/{peer id}</c>. JSON
    /// key <c>initial_peers</c>.</summary>
    /// <value>The six peers of the public swarm by default: <see cref="PublicInitialPeers.All"/>.</value>
    IReadOnlyList<string> InitialPeers { get; }

    /// <summary>
    /// The prefix of all DHT keys of the model: block 3 is announced as <c>{prefix}.3</c>. JSON key <c>dht_prefix</c>.
    /// </summary>
    /// <value><see langword="null"/> by default; FromPretrained derives it from a repo id. Not empty, without <c>.</c>
    /// or a space.</value>
    string? DhtPrefix { get; }

    /// <summary>The time limit of the libp2p daemon for reaching the initial peers. JSON key
    /// <c>daemon_startup_timeout</c>, seconds.</summary>
    /// <value>60 s by default; not negative.</value>
    TimeSpan DaemonStartupTimeout { get; }

    /// <summary>When the chosen route through the servers is logged. JSON key <c>show_route</c>: <c>false</c>,
    /// <c>"inference"</c> or <c>true</c>.</summary>
    /// <value><see cref="Config.ShowRoute.Inference"/> by default.</value>
    ShowRoute ShowRoute { get; }

    /// <summary>The only servers that the client uses, as base58 peer ids. JSON key <c>allowed_servers</c>.</summary>
    /// <value><see langword="null"/> by default: any server.</value>
    IReadOnlyList<string>? AllowedServers { get; }

    /// <summary>The servers that the client never uses, as base58 peer ids. JSON key <c>blocked_servers</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    IReadOnlyList<string>? BlockedServers { get; }

    /// <summary>Whether servers send activations to each other directly. JSON key
    /// <c>use_server_to_server</c>.</summary>
    /// <value><see langword="true"/> by default.</value>
    bool UseServerToServer { get; }

    /// <summary>The time limit for opening a connection. JSON key <c>connect_timeout</c>, seconds.</summary>
    /// <value>5 s by default; not negative.</value>
    TimeSpan ConnectTimeout { get; }

    /// <summary>The time limit for one forward, backward or inference request. JSON key <c>request_timeout</c>,
    /// seconds.</summary>
    /// <value>180 s by default; not negative.</value>
    TimeSpan RequestTimeout { get; }

    /// <summary>The time between two updates of the DHT information. JSON key <c>update_period</c>, seconds.</summary>
    /// <value>60 s by default; not negative.</value>
    TimeSpan UpdatePeriod { get; }

    /// <summary>How many attempts a request has before the client gives up. JSON key <c>max_retries</c>.</summary>
    /// <value><see langword="null"/> by default: no limit. Not negative. If a file or text lacks it, the environment
    /// variable <c>PETALS_MAX_RETRIES</c> applies; loading throws a <see cref="PretrainedConfigException"/> if that is
    /// not an integer.</value>
    int? MaxRetries { get; }

    /// <summary>The pause before the second retry; it doubles with each further failure. JSON key <c>min_backoff</c>,
    /// seconds.</summary>
    /// <value>1 s by default; not negative, at most <see cref="MaxBackoff"/>.</value>
    TimeSpan MinBackoff { get; }

    /// <summary>The longest pause between retries. JSON key <c>max_backoff</c>, seconds.</summary>
    /// <value>60 s by default; not negative.</value>
    TimeSpan MaxBackoff { get; }

    /// <summary>How long the client avoids a peer that failed to respond. JSON key <c>ban_timeout</c>,
    /// seconds.</summary>
    /// <value>15 s by default; not negative.</value>
    TimeSpan BanTimeout { get; }

    /// <summary>The LoRA adapter to use, usually a repo id. JSON key <c>active_adapter</c>.</summary>
    /// <value><see langword="null"/> by default: none.</value>
    string? ActiveAdapter { get; }

    /// <summary>The number of servers to ping at each end of the sequence at every update. JSON key
    /// <c>max_pinged</c>.</summary>
    /// <value>3 by default; not negative.</value>
    int MaxPinged { get; }

    /// <summary>The time that an update waits for pings. JSON key <c>ping_timeout</c>, seconds.</summary>
    /// <value>2 s by default; not negative.</value>
    TimeSpan PingTimeout { get; }

    /// <summary>Returns <see cref="DhtPrefix"/>, or throws if it is <see langword="null"/>.</summary>
    /// <returns>The prefix, which is not validated.</returns>
    /// <exception cref="PretrainedConfigException"><see cref="DhtPrefix"/> is <see langword="null"/>.</exception>
    string RequireDhtPrefix() => DhtPrefix ?? throw ModuleUid.MissingPrefix();

    /// <summary>Returns the name under which servers announce a block in the DHT.</summary>
    /// <param name="blockIndex">The index of the block, from 0. It may exceed the number of blocks.</param>
    /// <returns>The name: <c>{DHT prefix}.{index}</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blockIndex"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException"><see cref="DhtPrefix"/> is <see langword="null"/> or empty, or
    /// contains <c>.</c> or a space.</exception>
    /// <example><code>
    /// var config = new DistributedMixtralConfig { DhtPrefix = "my-swarm" };
    /// Console.WriteLine(config.GetModuleUid(3)); // my-swarm.3
    /// </code></example>
    ModuleUid GetModuleUid(int blockIndex) => new(RequireDhtPrefix(), blockIndex);

    /// <summary>Returns the pause before the next attempt (Petals
    /// <c>RemoteSequenceManager.get_retry_delay</c>).</summary>
    /// <param name="attempt">The number of the failed attempt, from 0.</param>
    /// <returns>Zero after the first attempt, then <see cref="MinBackoff"/>, doubled each time up to
    /// <see cref="MaxBackoff"/>; either may be <see cref="Timeout.InfiniteTimeSpan"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is negative.</exception>
    /// <exception cref="PretrainedConfigException"><paramref name="attempt"/> is positive, and <see cref="MinBackoff"/>
    /// or <see cref="MaxBackoff"/> is negative but not infinite.</exception>
    TimeSpan GetRetryDelay(int attempt) => RetryDelay.After(attempt, MinBackoff, MaxBackoff);

    /// <summary>
    /// Whether the client makes another attempt. Petals counts the first attempt, too: a <see cref="MaxRetries"/> of 3
    /// allows three attempts in all. 0 allows one; in Petals it means no limit.
    /// </summary>
    /// <param name="attempt">The number of the failed attempt, from 0.</param>
    /// <returns><see langword="true"/> if <see cref="MaxRetries"/> allows another attempt.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="attempt"/> is negative.</exception>
    bool IsRetryDue(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        return MaxRetries is not { } limit || attempt < limit - 1L;
    }

    /// <summary>Whether the client logs the route that it has chosen.</summary>
    /// <param name="mode">The purpose of the route.</param>
    /// <returns><see langword="true"/> if <see cref="ShowRoute"/> includes this purpose.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a
    /// <see cref="RoutingMode"/>.</exception>
    bool ShouldShowRoute(RoutingMode mode) =>
        (Required.Defined(mode) == RoutingMode.MinLatency && ShowRoute == ShowRoute.Inference)
        || ShowRoute == ShowRoute.Always;
}
