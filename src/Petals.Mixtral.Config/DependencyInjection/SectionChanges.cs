using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>Tells of changes of the section that a config is described by.</summary>
internal sealed class SectionChanges(string name, IConfigurationSection section)
    : IOptionsChangeTokenSource<DistributedMixtralConfig>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => section.GetReloadToken();
}
