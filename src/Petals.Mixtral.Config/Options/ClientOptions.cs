using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>How the client finds and uses the servers of a swarm, where that differs from the model's
/// config.json.</summary>
/// <remarks>Only what is set counts: see <see cref="SettingOptions"/>.</remarks>
public sealed class ClientOptions : SettingOptions
{
    private static readonly Dictionary<Setting, OptionKind> AllKinds = new()
    {
        [Setting.InitialPeers] = OptionKinds.Strings,
        [Setting.DaemonStartupTimeout] = OptionKinds.Time,
        [Setting.ShowRoute] = OptionKinds.ShowRoute,
        [Setting.AllowedServers] = OptionKinds.StringsOrNull,
        [Setting.BlockedServers] = OptionKinds.StringsOrNull,
        [Setting.UseServerToServer] = OptionKinds.Boolean,
        [Setting.ConnectTimeout] = OptionKinds.Time,
        [Setting.RequestTimeout] = OptionKinds.Time,
        [Setting.UpdatePeriod] = OptionKinds.Time,
        [Setting.MaxRetries] = OptionKinds.Integer.OrNull(),
        [Setting.MinBackoff] = OptionKinds.Time,
        [Setting.MaxBackoff] = OptionKinds.Time,
        [Setting.BanTimeout] = OptionKinds.Time,
        [Setting.ActiveAdapter] = OptionKinds.Text.OrNull(),
        [Setting.MaxPinged] = OptionKinds.Integer,
        [Setting.PingTimeout] = OptionKinds.Time,
    };

    /// <inheritdoc cref="IClientConfig.InitialPeers" path="/summary"/>
    public IReadOnlyList<string>? InitialPeers
    {
        get => Get<IReadOnlyList<string>?>(Setting.InitialPeers);
        set => Set(Setting.InitialPeers, Copied(value));
    }

    /// <inheritdoc cref="IClientConfig.DaemonStartupTimeout" path="/summary"/>
    public TimeSpan? DaemonStartupTimeout
    {
        get => Get<TimeSpan?>(Setting.DaemonStartupTimeout);
        set => Set(Setting.DaemonStartupTimeout, value);
    }

    /// <inheritdoc cref="IClientConfig.ShowRoute" path="/summary"/>
    public ShowRoute? ShowRoute
    {
        get => Get<ShowRoute?>(Setting.ShowRoute);
        set => Set(Setting.ShowRoute, Defined(value));
    }

    /// <inheritdoc cref="IClientConfig.AllowedServers" path="/summary"/>
    public IReadOnlyList<string>? AllowedServers
    {
        get => Get<IReadOnlyList<string>?>(Setting.AllowedServers);
        set => Set(Setting.AllowedServers, Copied(value));
    }

    /// <inheritdoc cref="IClientConfig.BlockedServers" path="/summary"/>
    public IReadOnlyList<string>? BlockedServers
    {
        get => Get<IReadOnlyList<string>?>(Setting.BlockedServers);
        set => Set(Setting.BlockedServers, Copied(value));
    }

    /// <inheritdoc cref="IClientConfig.UseServerToServer" path="/summary"/>
    public bool? UseServerToServer
    {
        get => Get<bool?>(Setting.UseServerToServer);
        set => Set(Setting.UseServerToServer, value);
    }

    /// <inheritdoc cref="IClientConfig.ConnectTimeout" path="/summary"/>
    public TimeSpan? ConnectTimeout
    {
        get => Get<TimeSpan?>(Setting.ConnectTimeout);
        set => Set(Setting.ConnectTimeout, value);
    }

    /// <inheritdoc cref="IClientConfig.RequestTimeout" path="/summary"/>
    public TimeSpan? RequestTimeout
    {
        get => Get<TimeSpan?>(Setting.RequestTimeout);
        set => Set(Setting.RequestTimeout, value);
    }

    /// <inheritdoc cref="IClientConfig.UpdatePeriod" path="/summary"/>
    public TimeSpan? UpdatePeriod
    {
        get => Get<TimeSpan?>(Setting.UpdatePeriod);
        set => Set(Setting.UpdatePeriod, value);
    }

    /// <inheritdoc cref="IClientConfig.MaxRetries" path="/summary"/>
    public int? MaxRetries
    {
        get => Get<int?>(Setting.MaxRetries);
        set => Set(Setting.MaxRetries, value);
    }

    /// <inheritdoc cref="IClientConfig.MinBackoff" path="/summary"/>
    public TimeSpan? MinBackoff
    {
        get => Get<TimeSpan?>(Setting.MinBackoff);
        set => Set(Setting.MinBackoff, value);
    }

    /// <inheritdoc cref="IClientConfig.MaxBackoff" path="/summary"/>
    public TimeSpan? MaxBackoff
    {
        get => Get<TimeSpan?>(Setting.MaxBackoff);
        set => Set(Setting.MaxBackoff, value);
    }

    /// <inheritdoc cref="IClientConfig.BanTimeout" path="/summary"/>
    public TimeSpan? BanTimeout
    {
        get => Get<TimeSpan?>(Setting.BanTimeout);
        set => Set(Setting.BanTimeout, value);
    }

    /// <inheritdoc cref="IClientConfig.ActiveAdapter" path="/summary"/>
    public string? ActiveAdapter
    {
        get => Get<string?>(Setting.ActiveAdapter);
        set => Set(Setting.ActiveAdapter, value);
    }

    /// <inheritdoc cref="IClientConfig.MaxPinged" path="/summary"/>
    public int? MaxPinged
    {
        get => Get<int?>(Setting.MaxPinged);
        set => Set(Setting.MaxPinged, value);
    }

    /// <inheritdoc cref="IClientConfig.PingTimeout" path="/summary"/>
    public TimeSpan? PingTimeout
    {
        get => Get<TimeSpan?>(Setting.PingTimeout);
        set => Set(Setting.PingTimeout, value);
    }

    internal override IReadOnlyDictionary<Setting, OptionKind> Kinds => AllKinds;
}
