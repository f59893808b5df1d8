using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;

namespace Petals.Mixtral.Config.Tests;

/// <summary>Dependencies between the rooms, which are the folders of src, point one way.</summary>
public sealed class ArchitectureTests
{
    private const string Prefix = "Petals.Mixtral.Config.";

    /// <summary>The interfaces and records in the namespace of the package.</summary>
    private const string Records = "Records";

    /// <summary>The exceptions, which are in the same namespace.</summary>
    private const string Errors = "Errors";

    /// <summary>
    /// The rooms that each room may use. A room uses only rooms above it, with four exceptions: a setting reads and
    /// changes its record, <c>ConfigValidationException</c> lists failures, the records have methods that load, read,
    /// write and validate them, and a trace describes a file of the Hub. Constants do not count: the compiler copies
    /// their values.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Texts"] = [],
        ["Collections"] = [],
        ["Calls"] = [],
        ["Files"] = [],
        [Errors] = ["Texts", "Files", Records],
        ["Json"] = ["Texts", Errors],
        ["Settings"] = ["Texts", "Collections", Errors, "Json", Records],
        [Records] =
        [
            "Texts",
            "Collections",
            "Calls",
            Errors,
            "Json",
            "Settings",
            "Serialization",
            "Blocks",
            "Validation",
            "Loading",
            "Configuration",
        ],
        ["Blocks"] = ["Texts", "Collections", Errors, Records],
        ["Validation"] = ["Texts", "Json", "Settings", Records, "Blocks"],
        ["Diagnostics"] = ["Texts", "Hub"],
        ["Hub"] = ["Texts", "Collections", "Calls", "Files", Errors, "Json", Records, "Diagnostics"],
        ["Serialization"] = ["Texts", "Collections", "Files", Errors, "Json", "Settings", Records, "Diagnostics"],
        ["Loading"] =
        [
            "Texts",
            "Collections",
            "Calls",
            "Files",
            Errors,
            "Json",
            "Settings",
            Records,
            "Diagnostics",
            "Hub",
            "Serialization",
        ],
        ["Configuration"] = ["Texts", Errors, "Json", "Settings", Records, "Hub", "Serialization"],
        ["DependencyInjection"] = ["Texts", Errors, Records, "Diagnostics"],
        ["Checkpoints"] =
        [
            "Texts",
            "Calls",
            "Collections",
            "Files",
            Errors,
            "Json",
            Records,
            "Blocks",
            "Diagnostics",
            "Hub",
            "Loading",
        ],
    };

    private static readonly Dictionary<string, ITypeDependency[]> Dependencies = new ArchLoader()
        .LoadAssemblies(Libraries.Config, Libraries.Checkpoints)
        .Build()
        .Types.SelectMany(type => type.Dependencies)
        .Where(dependency => RoomOf(dependency.Origin) is not null && RoomOf(dependency.Target) is not null)
        .GroupBy(dependency => RoomOf(dependency.Origin)!)
        .ToDictionary(room => room.Key, room => room.ToArray());

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_in_its_row_of_the_table(string room) =>
        Dependencies
            .GetValueOrDefault(room, [])
            .Where(dependency => RoomOf(dependency.Target) is { } used && used != room && !Allowed[room].Contains(used))
            .Select(dependency => $"{dependency.Origin.Name} uses {RoomOf(dependency.Target)}/{dependency.Target.Name}")
            .Distinct()
            .Should()
            .BeEmpty();

    [Fact]
    public void The_table_has_a_row_for_each_room() => Allowed.Keys.Should().Contain(Dependencies.Keys);

    /// <summary>The part of a namespace after that of the package; null for a type of another library.</summary>
    private static string? RoomOf(IType type)
    {
        string? name = type.Namespace?.FullName;
        if (name == Prefix.TrimEnd('.'))
        {
            return type.Name.EndsWith("Exception") || type.Name == nameof(SearchedPlace) ? Errors : Records;
        }

        return name?.StartsWith(Prefix) == true ? name[Prefix.Length..].Split('.')[0] : null;
    }
}
