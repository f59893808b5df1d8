using Keys = Petals.Mixtral.Config.Settings.ClientSettings;

namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record ClientConfig
{
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
}
