using System.Diagnostics;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Between the record and the text of a config: one line a setting, each way.</content>
public sealed partial record ClientConfig
{
    internal ClientConfig(SettingReader json)
    {
        InitialPeers = json.Strings(Setting.InitialPeers, InitialPeers);
        DhtPrefix = json.StringOrNull(Setting.DhtPrefix);
        DaemonStartupTimeout = json.Seconds(Setting.DaemonStartupTimeout, DaemonStartupTimeout);
        ShowRoute = json.ShowRoute(Setting.ShowRoute, ShowRoute);
        AllowedServers = json.StringsOrNull(Setting.AllowedServers);
        BlockedServers = json.StringsOrNull(Setting.BlockedServers);
        UseServerToServer = json.Boolean(Setting.UseServerToServer, UseServerToServer);
        ConnectTimeout = json.Seconds(Setting.ConnectTimeout, ConnectTimeout);
        RequestTimeout = json.Seconds(Setting.RequestTimeout, RequestTimeout);
        UpdatePeriod = json.Seconds(Setting.UpdatePeriod, UpdatePeriod);
        var maxRetries = RetryLimit.FromVariable(json.Document.MaxRetriesVariable);
        _maxRetries = json.Document.Has(Setting.MaxRetries)
            ? maxRetries.Set(json.Int32OrNull(Setting.MaxRetries, null))
            : maxRetries;
        MinBackoff = json.Seconds(Setting.MinBackoff, MinBackoff);
        MaxBackoff = json.Seconds(Setting.MaxBackoff, MaxBackoff);
        BanTimeout = json.Seconds(Setting.BanTimeout, BanTimeout);
        ActiveAdapter = json.StringOrNull(Setting.ActiveAdapter);
        MaxPinged = json.Int32(Setting.MaxPinged, MaxPinged);
        PingTimeout = json.Seconds(Setting.PingTimeout, PingTimeout);
    }

    /// <summary>Writes the value of a setting, whatever the text that it was read from.</summary>
    internal void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        switch (setting)
        {
            case Setting.InitialPeers:
                writer.TextsOrNull(InitialPeers);
                break;
            case Setting.DhtPrefix:
                writer.TextOrNull(DhtPrefix);
                break;
            case Setting.DaemonStartupTimeout:
                PythonTime.Write(writer, DaemonStartupTimeout);
                break;
            case Setting.ShowRoute:
                writer.Literal(ChoiceText.Of(ShowRoute));
                break;
            case Setting.AllowedServers:
                writer.TextsOrNull(AllowedServers);
                break;
            case Setting.BlockedServers:
                writer.TextsOrNull(BlockedServers);
                break;
            case Setting.UseServerToServer:
                writer.Boolean(UseServerToServer);
                break;
            case Setting.ConnectTimeout:
                PythonTime.Write(writer, ConnectTimeout);
                break;
            case Setting.RequestTimeout:
                PythonTime.Write(writer, RequestTimeout);
                break;
            case Setting.UpdatePeriod:
                PythonTime.Write(writer, UpdatePeriod);
                break;
            case Setting.MaxRetries:
                writer.IntegerOrNull(_maxRetries.IsSet ? _maxRetries.Value : null);
                break;
            case Setting.MinBackoff:
                PythonTime.Write(writer, MinBackoff);
                break;
            case Setting.MaxBackoff:
                PythonTime.Write(writer, MaxBackoff);
                break;
            case Setting.BanTimeout:
                PythonTime.Write(writer, BanTimeout);
                break;
            case Setting.ActiveAdapter:
                writer.TextOrNull(ActiveAdapter);
                break;
            case Setting.MaxPinged:
                writer.Integer(MaxPinged);
                break;
            case Setting.PingTimeout:
                PythonTime.Write(writer, PingTimeout);
                break;
            default:
                throw new UnreachableException($"{setting} is not a setting of {nameof(ClientConfig)}.");
        }
    }
}
