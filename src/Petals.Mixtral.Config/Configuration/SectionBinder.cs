namespace Petals.Mixtral.Config.Configuration;

internal static class SectionBinder
{
    /// <exception cref="UnknownSettingException">A key is not an option.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind of its key.</exception>
    public static void Bind(IConfiguration section, DistributedMixtralOptions options) =>
        Bind(section, SectionPart.Root, options);

    private static void Bind(IConfiguration section, SectionPart part, DistributedMixtralOptions options)
    {
        if (section is IConfigurationSection { Value.Length: > 0 } text)
        {
            const string ModelKey = nameof(DistributedMixtralOptions.ModelNameOrPath);
            throw Unexpected(text, $"a section of settings (the name of the model goes into {ModelKey})");
        }

        bool isRoot = part == SectionPart.Root;
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (part.Keys.FirstOrDefault(key => IsName(key.Name, child)) is { } key)
            {
                Bind(child, key, options);
            }
            else if (isRoot && SectionPart.Inner.FirstOrDefault(inner => IsName(inner.Name, child)) is { } inner)
            {
                Bind(child, inner, options);
            }
            else
            {
                throw UnknownSettingException.Option(child.Path, KeySuggestion.Find(child, isInner: !isRoot));
            }
        }
    }

    private static void Bind(IConfigurationSection section, SectionKey key, DistributedMixtralOptions options)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        var text = new OptionText(
            section.Value,
            children.Length == 0 ? null : Array.ConvertAll(children, child => child.Value)
        );
        if (!key.TrySet(options, text))
        {
            IConfigurationSection? wrong = Array.Find(
                key.IsList ? children : [],
                item => !key.TrySet(new DistributedMixtralOptions(), new OptionText(null, [item.Value]))
            );
            throw Unexpected(wrong ?? section, key.Explain(section.Value));
        }
    }

    private static bool IsName(string name, IConfigurationSection section) =>
        name.Equals(section.Key, StringComparison.OrdinalIgnoreCase);

    private static ConfigFormatException Unexpected(IConfigurationSection section, string expected)
    {
        string found =
            section.GetChildren().Any() ? "a list or a section"
            : section.Value is { } text ? $"'{Printable.Short(AddressText.WithoutSecrets(text))}'"
            : "null";
        return new ConfigFormatException("the configuration", section.Path, null, expected, found);
    }
}
