using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="ClientConfig"/>, a line each.</summary>
internal static class ClientSettings
{
    private static readonly SettingList<ClientConfig> Table = new(ConfigPart.Client);

    // The formatter would make several lines of each setting.
    // csharpier-ignore-start
    public static readonly Setting<ClientConfig, IReadOnlyList<string>> InitialPeers =
        Table.Add("initial_peers", Kind.TextList, c => c.InitialPeers);
    public static readonly Setting<ClientConfig, string?> DhtPrefix =
        Table.Add("dht_prefix", Kind.TextOrNull, c => c.DhtPrefix);
    public static readonly Setting<ClientConfig, TimeSpan> DaemonStartupTimeout =
        Table.Add("daemon_startup_timeout", Kind.Seconds, c => c.DaemonStartupTimeout);
    public static readonly Setting<ClientConfig, ShowRoute> ShowRoute =
        Table.Add("show_route", Kind.ShowRoute, c => c.ShowRoute);
    public static readonly Setting<ClientConfig, IReadOnlyList<string>?> AllowedServers =
        Table.Add("allowed_servers", Kind.TextListOrNull, c => c.AllowedServers);
    public static readonly Setting<ClientConfig, IReadOnlyList<string>?> BlockedServers =
        Table.Add("blocked_servers", Kind.TextListOrNull, c => c.BlockedServers);
    public static readonly Setting<ClientConfig, bool> UseServerToServer =
        Table.Add("use_server_to_server", Kind.Boolean, c => c.UseServerToServer);
    public static readonly Setting<ClientConfig, TimeSpan> ConnectTimeout =
        Table.Add("connect_timeout", Kind.Seconds, c => c.ConnectTimeout);
    public static readonly Setting<ClientConfig, TimeSpan> RequestTimeout =
        Table.Add("request_timeout", Kind.Seconds, c => c.RequestTimeout);
    public static readonly Setting<ClientConfig, TimeSpan> UpdatePeriod =
        Table.Add("update_period", Kind.Seconds, c => c.UpdatePeriod);
    public static readonly Setting<ClientConfig, int?> MaxRetries =
        Table.Add("max_retries", Kind.IntegerOrNull, c => c.MaxRetries);
    public static readonly Setting<ClientConfig, TimeSpan> MinBackoff =
        Table.Add("min_backoff", Kind.Seconds, c => c.MinBackoff);
    public static readonly Setting<ClientConfig, TimeSpan> MaxBackoff =
        Table.Add("max_backoff", Kind.Seconds, c => c.MaxBackoff);
    public static readonly Setting<ClientConfig, TimeSpan> BanTimeout =
        Table.Add("ban_timeout", Kind.Seconds, c => c.BanTimeout);
    public static readonly Setting<ClientConfig, string?> ActiveAdapter =
        Table.Add("active_adapter", Kind.TextOrNull, c => c.ActiveAdapter);
    public static readonly Setting<ClientConfig, int> MaxPinged =
        Table.Add("max_pinged", Kind.Integer, c => c.MaxPinged);
    public static readonly Setting<ClientConfig, TimeSpan> PingTimeout =
        Table.Add("ping_timeout", Kind.Seconds, c => c.PingTimeout);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
