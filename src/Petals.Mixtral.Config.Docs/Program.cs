using System.Xml.Linq;
using Petals.Mixtral.Config.Docs;

if (args is not [var assembly, var source, var destination])
{
    Console.Error.WriteLine("usage: Petals.Mixtral.Config.Docs ASSEMBLY XML OUTPUT");
    return 2;
}

try
{
    var documentation = new Documentation(
        XDocument.Load(source, LoadOptions.PreserveWhitespace),
        TypeHierarchy.Read(assembly)
    );
    documentation.Resolve().Save(destination);
    return 0;
}
catch (InvalidDataException exception)
{
    Console.Error.WriteLine($"error DOC001: {exception.Message}");
    return 1;
}
