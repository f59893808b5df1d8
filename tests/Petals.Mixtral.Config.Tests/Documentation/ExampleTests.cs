using System.Xml.Linq;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Runs the examples of the doc comments. The comment after a line is the output of that line.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed partial class ExampleTests
{
    private const string Usings = """
        using System.Text.Json;
        using Microsoft.Extensions.DependencyInjection;
        using Petals.Mixtral.Config;
        using Petals.Mixtral.Config.Blocks;

        """;

    private static readonly Dictionary<string, string> Examples = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "Petals.Mixtral.Config.xml"))
        .Descendants("example")
        .DistinctBy(example => example.Value) // Other members may inherit it.
        .ToDictionary(example => example.Parent!.Attribute("name")!.Value, example => example.Value);

    public static TheoryData<string> Members => [.. Examples.Keys];

    [Fact]
    public void At_least_twenty_members_have_an_example() => Examples.Should().HaveCountGreaterThanOrEqualTo(20);

    [Theory]
    [MemberData(nameof(Members))]
    public async Task An_example_compiles_and_prints_its_comments(string member)
    {
        using var directory = new TempDirectory();
        using var output = new StringWriter { NewLine = "\n" };
        TextWriter console = Console.Out;
        string workingDirectory = Environment.CurrentDirectory;
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", Fixtures.Hub);
        Environment.CurrentDirectory = directory.Path;
        Console.SetOut(output);
        try
        {
            await CSharpSample.RunAsync(Usings + Examples[member], []);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = workingDirectory;
            Environment.SetEnvironmentVariable("HF_HUB_CACHE", null);
        }

        string expected = string.Concat(Comment().Matches(Examples[member]).Select(match => $"{match.Groups[1]}\n"));
        expected.Should().NotBeEmpty();
        output.ToString().Should().Be(expected);
    }

    [GeneratedRegex(@"\); // (.+)$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
