namespace Petals.Mixtral.Config;

/// <content>Reads the settings, a line each.</content>
public sealed partial record ClientConfig
{
    internal ClientConfig(ConfigSource json, ClientConfig others)
        : this(others)
    {
        InitialPeers = json.Read(ClientSettings.InitialPeers, InitialPeers);
        DhtPrefix = json.Read(ClientSettings.DhtPrefix, DhtPrefix);
        DaemonStartupTimeout = json.Read(ClientSettings.DaemonStartupTimeout, DaemonStartupTimeout);
        ShowRoute = json.Read(ClientSettings.ShowRoute, ShowRoute);
        AllowedServers = json.Read(ClientSettings.AllowedServers, AllowedServers);
        BlockedServers = json.Read(ClientSettings.BlockedServers, BlockedServers);
        UseServerToServer = json.Read(ClientSettings.UseServerToServer, UseServerToServer);
        ConnectTimeout = json.Read(ClientSettings.ConnectTimeout, ConnectTimeout);
        RequestTimeout = json.Read(ClientSettings.RequestTimeout, RequestTimeout);
        UpdatePeriod = json.Read(ClientSettings.UpdatePeriod, UpdatePeriod);
        MaxRetries = json.Read(ClientSettings.MaxRetries, MaxRetries);
        MinBackoff = json.Read(ClientSettings.MinBackoff, MinBackoff);
        MaxBackoff = json.Read(ClientSettings.MaxBackoff, MaxBackoff);
        BanTimeout = json.Read(ClientSettings.BanTimeout, BanTimeout);
        ActiveAdapter = json.Read(ClientSettings.ActiveAdapter, ActiveAdapter);
        MaxPinged = json.Read(ClientSettings.MaxPinged, MaxPinged);
        PingTimeout = json.Read(ClientSettings.PingTimeout, PingTimeout);
    }
}
