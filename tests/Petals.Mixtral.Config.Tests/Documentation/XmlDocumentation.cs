using System.Xml.Linq;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The documentation that the compiler writes beside the library.</summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Petals.Mixtral.Config.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a property as plain text.</summary>
    public static string SummaryOf(PropertyInfo property) =>
        Plain(SummaryOf($"P:{property.DeclaringType!.FullName}.{property.Name}"));

    private static XElement SummaryOf(string member) =>
        Members[member].Element("summary")
        ?? SummaryOf(Members[member].Element("inheritdoc")!.Attribute("cref")!.Value);

    private static string Plain(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) =>
        node switch
        {
            XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => word.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('(')[0].Split('.')[^1],
            XElement element => element.Value,
            _ => ((XText)node).Value,
        };

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
