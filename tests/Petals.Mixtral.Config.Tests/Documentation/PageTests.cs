namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>Runs the samples of all pages. It sets the environment and the console of the test process, and so runs
/// alone.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class PageTests
{
    /// <summary>Commands that no test can run: .ci/consume packs and uses the packages.</summary>
    private static readonly string[] RunElsewhere =
    [
        "dotnet test",
        "dotnet pack ",
        "dotnet nuget add source ",
        "dotnet add ",
        "dotnet tool install ",
        ".ci/mutate ",
    ];

    public static TheoryData<string> Pages => [.. Page.All.Keys.Order()];

    public static TheoryData<string, int> CSharpBlocks => BlocksOf("csharp");

    public static TheoryData<string, int> JsonBlocks => BlocksOf("json");

    public static TheoryData<string> Commands =>
        [.. ShellLines.Where(line => line.Contains("mixtral-config ")).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> ShellLines =>
        Page.All.Values.SelectMany(page =>
            page.Of("sh").SelectMany(block => page.Blocks[block].Code.Trim().Split('\n'))
        );

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public async Task A_sample_compiles_and_prints_the_output_after_it(string page, int block) =>
        (await RunAsync(Page.All[page], block, [], [])).Should().Be(Page.All[page].OutputOf(block));

    [Fact]
    public async Task The_program_with_a_host_prints_what_variables_and_arguments_override()
    {
        Page page = Page.Readme;
        int run = page.Of("sh").Single(block => page.Blocks[block].Code.Contains("dotnet run -- "));
        string[] words = page.Blocks[run].Code.Trim().Split(' ');
        string[][] variables = [.. words.TakeWhile(word => word != "dotnet").Select(word => word.Split('='))];
        int program = page.Of("csharp").Last(block => block < run);

        string output = await RunAsync(page, program, variables, [.. words.SkipWhile(word => word != "--").Skip(1)]);

        output.Should().Be(page.OutputOf(run));
    }

    [Theory]
    [MemberData(nameof(JsonBlocks))]
    public void A_sample_of_a_configuration_describes_a_valid_config(string page, int block)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(Page.All[page].Blocks[block].Code));
        var options = new DistributedMixtralOptions { CacheDirectory = Fixtures.Hub, LocalFilesOnly = true };

        options.Bind(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Petals"));

        options.Build().Validate().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_tool_on_a_page_succeeds(string command)
    {
        string[] words = command.Replace("tests/fixtures/hub", Fixtures.Hub).Split(' ');

        ToolRun
            .Of([.. words.SkipWhile(word => word != "mixtral-config").Skip(1)])
            .Should()
            .Match<ToolRun>(run => run.Exit == 0 && run.Error.Length == 0);
    }

    [Fact]
    public void Every_shell_sample_is_run_by_a_test_or_by_consume() =>
        ShellLines
            .Should()
            .OnlyContain(line =>
                line.Contains("mixtral-config ")
                || line.Contains("dotnet run ")
                || RunElsewhere.Any(start => line.StartsWith(start))
            );

    [Fact]
    public void The_show_command_of_the_README_prints_the_output_after_it()
    {
        Page page = Page.Readme;
        (int index, (_, string command)) = page.Blocks.Index().First(block => block.Item.Code.Contains(" -- show "));
        string arguments = command.Trim().Split(" -- ")[1];

        string rest = ToolRun.Of(arguments.Replace("tests/fixtures/hub", Fixtures.Hub).Split(' ')).Output;

        // An ellipsis replaces lines that are left out.
        foreach (string part in page.OutputOf(index).Split("…\n", StringSplitOptions.RemoveEmptyEntries))
        {
            rest.Should().Contain(part);
            rest = rest[(rest.IndexOf(part) + part.Length)..];
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_to_a_page_leads_to_a_page(string name) =>
        Regex
            .Matches(Page.All[name].Text, @"\]\(([^)#:\s]+\.md)(#[^)]*)?\)")
            .Select(match => new Uri(new Uri($"page:///{name}"), match.Groups[1].Value).AbsolutePath[1..])
            .Should()
            .BeSubsetOf(Page.All.Keys);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_begins_with_a_title_and_a_sentence(string name) =>
        Page.All[name].Text.Should().MatchRegex(@"^# [^\n]+\n\n[^#|`\n][^\n]+");

    [Fact]
    public void The_README_stays_short() => Page.Readme.Text.Length.Should().BeLessThan(14_000);

    [Fact]
    public void The_page_of_settings_is_generated_from_the_settings()
    {
        const string Path = "src/Petals.Mixtral.Config/docs/settings.md";

        ApprovedFile.ShouldBe(Path, Page.All[Path].Text, SettingsPage.Generate());
    }

    [Fact]
    public void Every_exception_of_the_libraries_is_on_the_page_of_errors() =>
        Libraries
            .ExportedTypes.Where(type => type.IsSubclassOf(typeof(Exception)))
            .Should()
            .OnlyContain(type => Page.All["src/Petals.Mixtral.Config/docs/errors.md"].Text.Contains($"`{type.Name}`"));

    private static TheoryData<string, int> BlocksOf(string language) =>
        [
            .. Page
                .All.Values.OrderBy(page => page.Name)
                .SelectMany(page => page.Of(language).Select(block => (page.Name, block))),
        ];

    /// <summary>Runs a C# block in a folder of its own, with the JSON block before it as appsettings.json.</summary>
    private static async Task<string> RunAsync(Page page, int block, string[][] variables, string[] args)
    {
        using var directory = new TempDirectory();
        if (page.Blocks.ElementAtOrDefault(block - 1) is { Language: "json", Code: var settings })
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
            await CSharpSample.RunAsync(page.Blocks[block].Code, args);
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
