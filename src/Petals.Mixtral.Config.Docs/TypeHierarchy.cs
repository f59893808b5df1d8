using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Petals.Mixtral.Config.Docs;

/// <summary>The types of an assembly by their names in documentation: which are public, and what each
/// inherits.</summary>
internal sealed class TypeHierarchy
{
    private readonly Dictionary<string, (bool IsVisible, string[] Parents)> _types = [];
    private readonly HashSet<(string Type, string Member)> _visibleMembers = [];

    public static TypeHierarchy Read(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        var hierarchy = new TypeHierarchy();
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            hierarchy.AddVisibleMembers(metadata, type);
            EntityHandle[] parents =
            [
                .. type.GetInterfaceImplementations()
                    .Select(handle => metadata.GetInterfaceImplementation(handle).Interface),
                type.BaseType,
            ];
            hierarchy._types[NameOf(metadata, type)] = (
                IsVisible(metadata, type),
                [
                    .. parents
                        .Where(parent => !parent.IsNil && parent.Kind == HandleKind.TypeDefinition)
                        .Select(parent => NameOf(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)parent))),
                ]
            );
        }

        return hierarchy;
    }

    /// <summary>Whether a type is visible outside the assembly. Types that the compiler generates for extension members
    /// are not found in it and count as visible.</summary>
    public bool IsVisible(string type) =>
        !_types.TryGetValue(type, out (bool IsVisible, string[] Parents) known) || known.IsVisible;

    /// <summary>Whether a member is visible, by its name in documentation. Overloads are visible if any of them
    /// is.</summary>
    public bool IsVisible(string type, string member) =>
        IsVisible(type)
        && (
            !_types.ContainsKey(type)
            || member.Contains('#', StringComparison.Ordinal)
            || _visibleMembers.Contains((type, member))
        );

    /// <summary>The types of this assembly that a type inherits from, nearest first.</summary>
    public IEnumerable<string> ParentsOf(string type) =>
        _types.TryGetValue(type, out (bool IsVisible, string[] Parents) known)
            ? known.Parents.Concat(known.Parents.SelectMany(ParentsOf))
            : [];

    private void AddVisibleMembers(MetadataReader metadata, TypeDefinition type)
    {
        string name = NameOf(metadata, type);
        IEnumerable<string> methods = type.GetMethods()
            .Select(metadata.GetMethodDefinition)
            .Where(method =>
                (method.Attributes & MethodAttributes.MemberAccessMask)
                    is MethodAttributes.Public
                        or MethodAttributes.Family
                        or MethodAttributes.FamORAssem
            )
            .Select(method => metadata.GetString(method.Name));
        IEnumerable<string> fields = type.GetFields()
            .Select(metadata.GetFieldDefinition)
            .Where(field =>
                (field.Attributes & FieldAttributes.FieldAccessMask)
                    is FieldAttributes.Public
                        or FieldAttributes.Family
                        or FieldAttributes.FamORAssem
            )
            .Select(field => metadata.GetString(field.Name));
        _visibleMembers.UnionWith(methods.Concat(fields).Select(member => (name, member)));
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(
                metadata,
                metadata.GetTypeDefinition(type.GetDeclaringType())
            ),
            _ => false,
        };

    private static string NameOf(MetadataReader metadata, TypeDefinition type)
    {
        string name = metadata.GetString(type.Name);
        return type.IsNested ? $"{NameOf(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()))}.{name}"
            : type.Namespace.IsNil ? name
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
