namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="ClientConfig"/>, a line each.</summary>
internal static class ClientSettings
{
    private static readonly SettingList<ClientConfig> Table = new(ConfigPart.Client);

    // The formatter would break each setting into several lines.
    // csharpier-ignore-start
    public static readonly Setting<IReadOnlyList<string>> InitialPeers = Table.Add(Kind.TextList, c => c.InitialPeers);
    public static readonly Setting<string?> DhtPrefix = Table.Add(Kind.TextOrNull, c => c.DhtPrefix);
    public static readonly Setting<TimeSpan> DaemonStartupTimeout =
        Table.Add(Kind.Seconds, c => c.DaemonStartupTimeout);
    public static readonly Setting<ShowRoute> ShowRoute = Table.Add(Kind.ShowRoute, c => c.ShowRoute);
    public static readonly Setting<IReadOnlyList<string>?> AllowedServers =
        Table.Add(Kind.TextListOrNull, c => c.AllowedServers);
    public static readonly Setting<IReadOnlyList<string>?> BlockedServers =
        Table.Add(Kind.TextListOrNull, c => c.BlockedServers);
    public static readonly Setting<bool> UseServerToServer = Table.Add(Kind.Boolean, c => c.UseServerToServer);
    public static readonly Setting<TimeSpan> ConnectTimeout = Table.Add(Kind.Seconds, c => c.ConnectTimeout);
    public static readonly Setting<TimeSpan> RequestTimeout = Table.Add(Kind.Seconds, c => c.RequestTimeout);
    public static readonly Setting<TimeSpan> UpdatePeriod = Table.Add(Kind.Seconds, c => c.UpdatePeriod);
    public static readonly Setting<int?> MaxRetries = Table.Add(Kind.IntegerOrNull, c => c.MaxRetries);
    public static readonly Setting<TimeSpan> MinBackoff = Table.Add(Kind.Seconds, c => c.MinBackoff);
    public static readonly Setting<TimeSpan> MaxBackoff = Table.Add(Kind.Seconds, c => c.MaxBackoff);
    public static readonly Setting<TimeSpan> BanTimeout = Table.Add(Kind.Seconds, c => c.BanTimeout);
    public static readonly Setting<string?> ActiveAdapter = Table.Add(Kind.TextOrNull, c => c.ActiveAdapter);
    public static readonly Setting<int> MaxPinged = Table.Add(Kind.Integer, c => c.MaxPinged);
    public static readonly Setting<TimeSpan> PingTimeout = Table.Add(Kind.Seconds, c => c.PingTimeout);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
