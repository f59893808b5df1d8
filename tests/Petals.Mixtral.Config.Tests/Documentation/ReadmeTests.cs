using Petals.Mixtral.Config.Tests.Support;
using Petals.Mixtral.Config.Tool;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Runs what the README shows. It sets the environment and the console of the test process, and so runs alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class ReadmeTests
{
    public static TheoryData<int> CSharpBlocks => [.. Readme.Blocks.Index().Where(block => block.Item.Language == "csharp").Select(block => block.Index)];

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public async Task A_sample_compiles_and_prints_what_follows_it(int block)
    {
        using var directory = new TempDirectory();
        string workingDirectory = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", Fixtures.Hub);
        Environment.CurrentDirectory = directory.Path;
        Console.SetOut(output);
        try
        {
            await CSharpSample.RunAsync(Readme.Blocks[block].Code);
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = workingDirectory;
            Environment.SetEnvironmentVariable("HF_HUB_CACHE", null);
        }

        output.ToString().Should().Be(Readme.OutputOf(block));
    }

    [Fact]
    public void The_first_command_prints_what_follows_it()
    {
        (int index, (_, string command)) = Readme.Blocks.Index().First(block => block.Item.Language == "sh");
        string arguments = command.Trim().Split(" -- ")[1];
        using var output = new StringWriter { NewLine = "\n" };

        MixtralConfigTool.Run(arguments.Replace("tests/fixtures/hub", Fixtures.Hub, StringComparison.Ordinal).Split(' '), output, TextWriter.Null).Should().Be(0);

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
        typeof(PretrainedConfigException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Exception)))
            .Should().OnlyContain(type => Readme.Text.Contains($"`{type.Name}`"));
}
