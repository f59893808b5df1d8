using Microsoft.Extensions.Configuration;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>One key of a section of a configuration, and where its value goes.</summary>
/// <param name="Name">The name of the property, which is the key.</param>
/// <param name="Kind">What it may hold; <see langword="null"/> for a section.</param>
/// <param name="Bind">Takes what stands in a configuration.</param>
internal sealed record Option(string Name, OptionKind? Kind, Action<IConfigurationSection> Bind)
{
    public static Option Of<T>(string name, ScalarKind<T> kind, Action<T> set)
        where T : notnull => new(name, kind, section => set((T)kind.Read(section)!));
}
