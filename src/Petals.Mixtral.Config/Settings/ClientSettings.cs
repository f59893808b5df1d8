using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="ClientConfig"/>, a line each.</summary>
internal static class ClientSettings
{
    private static readonly SettingList<ClientConfig> Table = new(ConfigPart.Client);

    // The formatter would make six lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<ClientConfig, IReadOnlyList<string>> InitialPeers =
        Table.Add("initial_peers", Kind.TextList, c => c.InitialPeers, (c, v) => c with { InitialPeers = v });
    public static readonly Setting<ClientConfig, string?> DhtPrefix =
        Table.Add("dht_prefix", Kind.TextOrNull, c => c.DhtPrefix, (c, v) => c with { DhtPrefix = v });
    public static readonly Setting<ClientConfig, TimeSpan> DaemonStartupTimeout =
        Table.Add("daemon_startup_timeout", Kind.Seconds, c => c.DaemonStartupTimeout,
            (c, v) => c with { DaemonStartupTimeout = v });
    public static readonly Setting<ClientConfig, ShowRoute> ShowRoute =
        Table.Add("show_route", Kind.ShowRoute, c => c.ShowRoute, (c, v) => c with { ShowRoute = v });
    public static readonly Setting<ClientConfig, IReadOnlyList<string>?> AllowedServers =
        Table.Add("allowed_servers", Kind.TextListOrNull, c => c.AllowedServers,
            (c, v) => c with { AllowedServers = v });
    public static readonly Setting<ClientConfig, IReadOnlyList<string>?> BlockedServers =
        Table.Add("blocked_servers", Kind.TextListOrNull, c => c.BlockedServers,
            (c, v) => c with { BlockedServers = v });
    public static readonly Setting<ClientConfig, bool> UseServerToServer =
        Table.Add("use_server_to_server", Kind.Boolean, c => c.UseServerToServer,
            (c, v) => c with { UseServerToServer = v });
    public static readonly Setting<ClientConfig, TimeSpan> ConnectTimeout =
        Table.Add("connect_timeout", Kind.Seconds, c => c.ConnectTimeout, (c, v) => c with { ConnectTimeout = v });
    public static readonly Setting<ClientConfig, TimeSpan> RequestTimeout =
        Table.Add("request_timeout", Kind.Seconds, c => c.RequestTimeout, (c, v) => c with { RequestTimeout = v });
    public static readonly Setting<ClientConfig, TimeSpan> UpdatePeriod =
        Table.Add("update_period", Kind.Seconds, c => c.UpdatePeriod, (c, v) => c with { UpdatePeriod = v });
    public static readonly Setting<ClientConfig, int?> MaxRetries =
        Table.Add("max_retries", Kind.IntegerOrNull, c => c.MaxRetries, (c, v) => c with { MaxRetries = v });
    public static readonly Setting<ClientConfig, TimeSpan> MinBackoff =
        Table.Add("min_backoff", Kind.Seconds, c => c.MinBackoff, (c, v) => c with { MinBackoff = v });
    public static readonly Setting<ClientConfig, TimeSpan> MaxBackoff =
        Table.Add("max_backoff", Kind.Seconds, c => c.MaxBackoff, (c, v) => c with { MaxBackoff = v });
    public static readonly Setting<ClientConfig, TimeSpan> BanTimeout =
        Table.Add("ban_timeout", Kind.Seconds, c => c.BanTimeout, (c, v) => c with { BanTimeout = v });
    public static readonly Setting<ClientConfig, string?> ActiveAdapter =
        Table.Add("active_adapter", Kind.TextOrNull, c => c.ActiveAdapter, (c, v) => c with { ActiveAdapter = v });
    public static readonly Setting<ClientConfig, int> MaxPinged =
        Table.Add("max_pinged", Kind.Integer, c => c.MaxPinged, (c, v) => c with { MaxPinged = v });
    public static readonly Setting<ClientConfig, TimeSpan> PingTimeout =
        Table.Add("ping_timeout", Kind.Seconds, c => c.PingTimeout, (c, v) => c with { PingTimeout = v });
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
