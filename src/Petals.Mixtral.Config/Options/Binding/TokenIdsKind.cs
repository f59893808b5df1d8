using System.Globalization;
using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options.Binding;

/// <summary>One token id, or a list of them.</summary>
internal sealed class TokenIdsKind() : OptionKind("a token id, or a list of them", isNullable: true)
{
    public override object? Read(IConfigurationSection section)
    {
        IConfigurationSection[] items = [.. section.GetChildren()];
        if (items.Length > 0 && string.IsNullOrEmpty(section.Value))
        {
            return TokenIds.Create(Array.ConvertAll(items, ParseId));
        }

        return section.Value switch
        {
            null => null,
            "" => TokenIds.Create([]),
            _ when items.Length > 0 => throw OptionReader.Unexpected(section, Expected),
            _ => new TokenIds(ParseId(section)),
        };
    }

    public override void Write(PythonJsonWriter writer, object value) => SettingText.Write(writer, (TokenIds)value);

    private int ParseId(IConfigurationSection section) =>
        int.TryParse(
            OptionReader.Scalar(section, this),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out int id
        )
            ? id
            : throw OptionReader.Unexpected(section, Expected);
}
