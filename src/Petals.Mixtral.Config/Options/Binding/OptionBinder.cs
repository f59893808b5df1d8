using Microsoft.Extensions.Configuration;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>Takes options from a section of a configuration.</summary>
internal static class OptionBinder
{
    /// <param name="section">The section.</param>
    /// <param name="options">The keys that it may have.</param>
    /// <exception cref="ConfigFormatException">A value is not what its key may hold.</exception>
    /// <exception cref="UnknownSettingException">A key is no option.</exception>
    public static void Bind(IConfiguration section, IReadOnlyList<Option> options)
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            Option option =
                options.FirstOrDefault(option => option.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw UnknownSettingException.Option(child.Path, OptionNames.Suggest(child, options));
            bool isNull = child.Value is null && !child.GetChildren().Any();
            if (!isNull || option.Kind is { IsNullable: true })
            {
                option.Bind(child);
            }
        }
    }

    /// <summary>Takes the options of a part.</summary>
    /// <exception cref="ConfigFormatException">There is a value instead of a section, or a value is not what its key
    /// may hold.</exception>
    /// <exception cref="UnknownSettingException">A key is no option.</exception>
    public static void BindSection(IConfigurationSection section, SettingOptions options)
    {
        ThrowIfValue(section);
        Bind(section, options.Keys);
    }

    /// <exception cref="ConfigFormatException">There is a value instead of a section.</exception>
    public static void ThrowIfValue(IConfiguration section)
    {
        if (section is IConfigurationSection { Value.Length: > 0 } value)
        {
            bool isPart = new DistributedMixtralOptions().Sections.Any(part =>
                part.Name.Equals(value.Key, StringComparison.OrdinalIgnoreCase)
            );
            bool isModel =
                !isPart
                || value.Key.Equals(nameof(DistributedMixtralOptions.Model), StringComparison.OrdinalIgnoreCase);
            string hint = isModel
                ? $"; the model itself is named by {nameof(DistributedMixtralOptions.ModelNameOrPath)}"
                : "";
            throw OptionReader.Unexpected(value, $"a section of settings{hint}");
        }
    }
}
