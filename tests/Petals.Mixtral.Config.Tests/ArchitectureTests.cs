using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests;

/// <summary>Dependencies between the rooms, which are the folders of src, point one way.</summary>
public sealed class ArchitectureTests
{
    private const string Prefix = "Petals.Mixtral.Config.";

    /// <summary>The interfaces, records and exceptions, in the namespace of the package itself.</summary>
    private const string Records = "(records)";

    /// <summary>The rooms that each room may use. Constants do not count: the compiler copies their values.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Calls"] = [],
        ["Collections"] = [],
        ["Texts"] = [],
        ["PythonJson"] = [Records, "Texts"],
        [Records] = ["Blocks", "Calls", "Collections", "Loading", "PythonJson", "Serialization", "Texts", "Validation"],
        ["Serialization"] = [Records, "Collections", "Diagnostics", "PythonJson", "Texts"],
        ["Blocks"] = [Records, "Collections", "Texts"],
        ["Validation"] = [Records, "Blocks", "PythonJson", "Serialization", "Texts"],
        ["Files"] = ["Calls"],
        ["Diagnostics"] = ["Hub"],
        ["Hub"] = [Records, "Calls", "Collections", "Diagnostics", "Files", "PythonJson", "Texts"],
        ["Loading"] =
        [
            Records,
            "Calls",
            "Collections",
            "Diagnostics",
            "Files",
            "Hub",
            "PythonJson",
            "Serialization",
            "Texts",
        ],
        ["Options"] = [Records, "Collections", "Hub", "PythonJson", "Serialization", "Texts"],
        ["DependencyInjection"] = [Records, "Diagnostics", "Options", "Texts"],
        ["Checkpoints"] =
        [
            Records,
            "Blocks",
            "Collections",
            "Diagnostics",
            "Files",
            "Hub",
            "Loading",
            "PythonJson",
            "Texts",
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
            return Records;
        }

        return name?.StartsWith(Prefix, StringComparison.Ordinal) == true ? name[Prefix.Length..].Split('.')[0] : null;
    }
}
