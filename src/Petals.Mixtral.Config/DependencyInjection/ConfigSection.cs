namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The section that describes the config of a name.</summary>
internal sealed record ConfigSection(string Name, IConfigurationSection Section);
