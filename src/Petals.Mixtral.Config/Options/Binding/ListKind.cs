using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>A list of strings. It replaces the list of the config, and an empty one is empty.</summary>
internal sealed class ListKind(bool isNullable) : OptionKind("a list of strings", isNullable)
{
    public override object? Read(IConfigurationSection section)
    {
        IConfigurationSection[] items = [.. section.GetChildren()];
        if (items.Length > 0 && string.IsNullOrEmpty(section.Value))
        {
            return Array.ConvertAll(
                items,
                item => OptionReader.Scalar(item, OptionKinds.Text) ?? throw OptionReader.Unexpected(item, "a string")
            );
        }

        // The providers make an empty text of [].
        return section.Value switch
        {
            null => null,
            "" => Array.Empty<string>(),
            _ => throw OptionReader.Unexpected(
                section,
                $"{Expected}, with its items under {section.Path}:0, {section.Path}:1 …"
            ),
        };
    }

    public override void Write(PythonJsonWriter writer, object value) =>
        writer.TextsOrNull((IReadOnlyList<string>)value);
}
