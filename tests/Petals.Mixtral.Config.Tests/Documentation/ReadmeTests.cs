using Microsoft.Extensions.Configuration;
using Petals.Mixtral.Config.Tests.Support;
using Petals.Mixtral.Config.Tests.Tool;
using Petals.Mixtral.Config.Tool;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Runs what the README shows. It sets the environment and the console of the test process, and so runs
/// alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ReadmeTests
{
    /// <summary>What cannot be run by a test: the packing and using of packages, which .ci/consume does, and the tests
    /// themselves.</summary>
    private static readonly string[] RunElsewhere =
    [
        "dotnet test",
        "dotnet pack ",
        "dotnet nuget add source ",
        "dotnet add ",
        ".ci/mutate ",
    ];

    public static TheoryData<int> CSharpBlocks => [.. Readme.Of("csharp")];

    public static TheoryData<int> JsonBlocks => [.. Readme.Of("json")];

    public static TheoryData<string> Commands =>
        [
            .. Readme
                .Of("sh")
                .SelectMany(block => Readme.Blocks[block].Code.Split('\n'))
                .Where(line => line.Contains("mixtral-config ", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public async Task A_sample_compiles_and_prints_what_follows_it(int block) =>
        (await RunAsync(block, [], [])).Should().Be(Readme.OutputOf(block));

    [Fact]
    public async Task A_program_that_is_run_with_variables_and_arguments_prints_what_follows()
    {
        int run = Readme
            .Of("sh")
            .Single(block => Readme.Blocks[block].Code.Contains("dotnet run -- ", StringComparison.Ordinal));
        string[] words = Readme.Blocks[run].Code.Trim().Split(' ');
        string[][] variables = [.. words.TakeWhile(word => word != "dotnet").Select(word => word.Split('='))];
        int program = Readme.Of("csharp").Last(block => block < run);

        string output = await RunAsync(program, variables, [.. words.SkipWhile(word => word != "--").Skip(1)]);

        output.Should().Be(Readme.OutputOf(run));
    }

    [Theory]
    [MemberData(nameof(JsonBlocks))]
    public void A_configuration_describes_a_valid_config(int block)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Readme.Blocks[block].Code));
        var options = new DistributedMixtralOptions { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true };

        options.Bind(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Petals"));

        options.Build().Validate().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_tool_succeeds(string command)
    {
        string[] words = command.Replace("tests/fixtures/hub", Fixtures.Hub, StringComparison.Ordinal).Split(' ');

        ToolRun
            .Of([.. words.SkipWhile(word => word != "mixtral-config").Skip(1)])
            .Should()
            .Match<ToolRun>(run => run.Exit == 0 && run.Error.Length == 0);
    }

    [Fact]
    public void Every_shell_sample_is_run_somewhere() =>
        Readme
            .Of("sh")
            .SelectMany(block => Readme.Blocks[block].Code.Trim().Split('\n'))
            .Should()
            .OnlyContain(line =>
                line.Contains("mixtral-config ", StringComparison.Ordinal)
                || line.Contains("dotnet run ", StringComparison.Ordinal)
                || RunElsewhere.Any(start => line.StartsWith(start, StringComparison.Ordinal))
            );

    [Fact]
    public void The_first_command_prints_what_follows_it()
    {
        (int index, (_, string command)) = Readme.Blocks.Index().First(block => block.Item.Language == "sh");
        string arguments = command.Trim().Split(" -- ")[1];
        using var output = new StringWriter { NewLine = "\n" };

        MixtralConfigTool
            .Run(
                arguments.Replace("tests/fixtures/hub", Fixtures.Hub, StringComparison.Ordinal).Split(' '),
                output,
                TextWriter.Null
            )
            .Should()
            .Be(0);

        // An ellipsis stands for lines that are left out.
        string rest = output.ToString();
        foreach (string part in Readme.OutputOf(index).Split("…\n", StringSplitOptions.RemoveEmptyEntries))
        {
            rest.Should().Contain(part);
            rest = rest[(rest.IndexOf(part, StringComparison.Ordinal) + part.Length)..];
        }
    }

    [Fact]
    public void The_table_of_settings_is_complete_and_true()
    {
        foreach (ExpectedSetting setting in ExpectedSettings.All)
        {
            string text = setting.Key == "initial_peers" ? "PublicInitialPeers.All" : setting.Default;

            Readme.Text.Should().Contain($"\n| `{setting.Key}` | `{setting.Property}` | `{text}` |");
        }
    }

    [Fact]
    public void Every_exception_of_the_library_is_in_the_table_of_errors() =>
        Libraries
            .ExportedTypes.Where(type => type.IsSubclassOf(typeof(Exception)))
            .Should()
            .OnlyContain(type => Readme.Text.Contains($"`{type.Name}`"));

    /// <summary>Runs a C# block in a folder of its own, with the JSON block before it as appsettings.json.</summary>
    private static async Task<string> RunAsync(int block, string[][] variables, string[] args)
    {
        using var directory = new TempDirectory();
        if (Readme.Blocks.ElementAtOrDefault(block - 1) is { Language: "json", Code: var settings })
        {
            directory.Write("appsettings.json", settings);
        }

        string workingDirectory = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        string[][] all =
        [
            ["HF_HUB_CACHE", Fixtures.Hub],
            .. variables,
        ];
        Array.ForEach(all, variable => Environment.SetEnvironmentVariable(variable[0], variable[1]));
        Environment.CurrentDirectory = directory.Path;
        Console.SetOut(output);
        try
        {
            await CSharpSample.RunAsync(Readme.Blocks[block].Code, args);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = workingDirectory;
            Array.ForEach(all, variable => Environment.SetEnvironmentVariable(variable[0], null));
        }

        return output.ToString();
    }
}
