using Microsoft.Extensions.Options;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The config without a name, as it was loaded first: what <see cref="IOptions{TOptions}"/>
/// promises.</summary>
internal sealed class FirstConfig(ConfigMonitor monitor) : IOptions<DistributedMixtralConfig>
{
    public DistributedMixtralConfig Value => monitor.GetFirst(null);
}
