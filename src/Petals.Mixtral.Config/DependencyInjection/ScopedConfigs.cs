using System.Collections.Concurrent;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The configs of a scope. Each is fixed on its first use in the scope.</summary>
internal sealed class ScopedConfigs(ConfigMonitor monitor) : IOptionsSnapshot<DistributedMixtralConfig>
{
    private readonly ConcurrentDictionary<string, DistributedMixtralConfig> _configs = new();

    public DistributedMixtralConfig Value => Get(null);

    public DistributedMixtralConfig Get(string? name) => _configs.GetOrAdd(name ?? Options.DefaultName, monitor.Get);
}
