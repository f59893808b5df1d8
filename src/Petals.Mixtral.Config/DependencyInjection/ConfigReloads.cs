namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>
/// A service of the container, for health checks: reports a change of the configuration that could not be used. Such a
/// change leaves the previous config in place.
/// </summary>
public sealed class ConfigReloads
{
    private readonly ConfigMonitor _monitor;

    internal ConfigReloads(ConfigMonitor monitor) => _monitor = monitor;

    /// <summary>The last reload of a config, if it failed.</summary>
    /// <param name="name">The name of the config; <see langword="null"/> for the one without a name.</param>
    /// <returns><see langword="null"/> if the last reload succeeded, or there was none.</returns>
    public FailedReload? GetLastFailure(string? name = null) => _monitor.SlotOf(name).LastFailure;
}
