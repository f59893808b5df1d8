using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>Watches the section that describes a config.</summary>
internal sealed class SectionChanges(string name, IConfigurationSection section)
    : IOptionsChangeTokenSource<DistributedMixtralConfig>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => section.GetReloadToken();
}
