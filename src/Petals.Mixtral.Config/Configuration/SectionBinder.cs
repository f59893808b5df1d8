using Microsoft.Extensions.Configuration;

namespace Petals.Mixtral.Config.Configuration;

/// <summary>Sets options from a section of a configuration. The settings come from the table.</summary>
internal static class SectionBinder
{
    /// <exception cref="UnknownSettingException">A key is not an option.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind of its key.</exception>
    public static void Bind(IConfiguration section, DistributedMixtralOptions options)
    {
        ThrowIfText(section, isModel: true);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (LoadingOption.Find(child.Key) is { } option)
            {
                Bind(child, option, options);
            }
            else if (SectionPart.FindPart(child.Key) is { } part)
            {
                Bind(child, part, options);
            }
            else
            {
                throw UnknownSettingException.Option(child.Path, KeySuggestion.Find(child, null));
            }
        }
    }

    private static void Bind(IConfigurationSection section, LoadingOption option, DistributedMixtralOptions options)
    {
        OptionText value = Read(section);
        if (!value.IsNull && !option.TrySet(options, value))
        {
            throw Unexpected(section, option.Expected);
        }
    }

    private static void Bind(IConfigurationSection section, SectionPart part, DistributedMixtralOptions options)
    {
        ThrowIfText(section, isModel: part == SectionPart.Model);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            Setting setting =
                part.Find(child.Key)
                ?? throw UnknownSettingException.Option(child.Path, KeySuggestion.Find(child, part));
            OptionText value = Read(child);
            if (!value.IsNull)
            {
                options.Add(new SettingChange(setting, Parse(child, setting, value)));
            }
            else if (setting.Kind.IsNullable)
            {
                options.Add(new SettingChange(setting, null));
            }
        }
    }

    private static object? Parse(IConfigurationSection section, Setting setting, OptionText option)
    {
        if (setting.TryParse(option, out object? value))
        {
            return value;
        }

        IEnumerable<IConfigurationSection> items = setting.Kind.IsList ? section.GetChildren() : [];
        IConfigurationSection? wrong = items.FirstOrDefault(item =>
            !setting.TryParse(new OptionText(null, [item.Value]), out _)
        );
        throw Unexpected(wrong ?? section, setting.Kind.ExplainText(option.Text));
    }

    private static OptionText Read(IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        return children.Length == 0
            ? new OptionText(section.Value)
            : new OptionText(section.Value, Array.ConvertAll(children, child => child.Value));
    }

    /// <summary>A text in place of a section is probably the name of the model.</summary>
    private static void ThrowIfText(IConfiguration section, bool isModel)
    {
        if (section is IConfigurationSection { Value.Length: > 0 } text)
        {
            string hint = isModel
                ? $"; the model itself is named by {nameof(DistributedMixtralOptions.ModelNameOrPath)}"
                : "";
            throw Unexpected(text, $"a section of settings{hint}");
        }
    }

    private static ConfigFormatException Unexpected(IConfigurationSection section, string expected) =>
        new("the configuration", section.Path, null, expected, Found(section));

    private static string Found(IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        string value = section.Value is { } text ? $"'{Printable.Short(AddressText.WithoutSecrets(text))}'" : "null";
        if (children.Length == 0)
        {
            return value;
        }

        string kind = children.All(child => child.Key.All(char.IsAsciiDigit)) ? "a list" : "a section";
        return string.IsNullOrEmpty(section.Value) ? kind : $"{value} and {kind}";
    }
}
