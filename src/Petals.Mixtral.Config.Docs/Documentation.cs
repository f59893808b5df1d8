using System.Xml.Linq;

namespace Petals.Mixtral.Config.Docs;

/// <summary>The XML documentation of an assembly.</summary>
internal sealed class Documentation(XDocument document, TypeHierarchy types)
{
    private const string InheritDoc = "inheritdoc";

    /// <summary>The indentation that the compiler uses.</summary>
    private const string LineBreak = "\n            ";

    private readonly Dictionary<string, XElement> _members = document.Descendants("member").ToDictionary(NameOf);

    /// <summary>Inserts inherited documentation, and removes that of members that are not visible.</summary>
    /// <exception cref="InvalidDataException">The documentation to inherit is missing.</exception>
    public XDocument Resolve()
    {
        foreach (XElement member in _members.Values.Where(member => !IsVisible(NameOf(member))).ToArray())
        {
            // Also removes the white space before it, which would leave an empty line.
            (member.PreviousNode as XText)?.Remove();
            member.Remove();
        }

        foreach (XElement member in document.Descendants("member"))
        {
            Resolve(member);
        }

        return document;
    }

    private void Resolve(XElement member)
    {
        foreach (XElement reference in member.Elements(InheritDoc).ToArray())
        {
            XElement source =
                Source(member, reference)
                ?? throw new InvalidDataException(
                    $"The documentation that {NameOf(member)} inherits was not found. Write it, or name a documented "
                        + "member in cref."
                );
            Resolve(source);
            string? path = reference.Attribute("path")?.Value.TrimStart('/');
            IEnumerable<XElement> inherited = source
                .Elements()
                .Where(tag => (path is null || tag.Name.LocalName == path) && IsWanted(tag, member));
            reference.ReplaceWith(
                inherited.SelectMany(
                    (tag, index) =>
                        index == 0 ? (object[])[new XElement(tag)] : [new XText(LineBreak), new XElement(tag)]
                )
            );
        }
    }

    private XElement? Source(XElement member, XElement reference)
    {
        if (reference.Attribute("cref") is { } cref)
        {
            return _members.GetValueOrDefault(cref.Value);
        }

        string name = NameOf(member);
        string type = TypeOf(name);
        return types
            .ParentsOf(type)
            .Select(parent => _members.GetValueOrDefault(name.Replace(type, parent, StringComparison.Ordinal)))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>Own documentation wins over inherited documentation, parameter by parameter.</summary>
    private static bool IsWanted(XElement tag, XElement member) =>
        tag.Name.LocalName switch
        {
            "param" or "typeparam" when member.Elements(tag.Name).Any() => false,
            "exception" => member
                .Elements(tag.Name)
                .All(own => own.Attribute("cref")?.Value != tag.Attribute("cref")?.Value),
            _ => !member.Elements(tag.Name).Any(),
        };

    private bool IsVisible(string member)
    {
        string type = TypeOf(member);
        if (member[0] == 'T')
        {
            return types.IsVisible(type);
        }

        string name = member[(type.Length + 3)..].Split('(')[0].Split("``")[0];
        return member[0] is 'P'
            ? types.IsVisible(type, $"get_{name}") || types.IsVisible(type, $"set_{name}")
            : types.IsVisible(type, name);
    }

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    private static string TypeOf(string member)
    {
        string name = member[2..].Split('(')[0];
        return member[0] == 'T' ? name : name[..name.LastIndexOf('.')];
    }
}
