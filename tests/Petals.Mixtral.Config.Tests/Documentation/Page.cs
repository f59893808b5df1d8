namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>A page of the documentation, split into its blocks of code.</summary>
internal sealed partial class Page
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "pages");

    private Page(string name)
    {
        Name = name;
        Text = File.ReadAllText(Path.Combine(Root, name)).ReplaceLineEndings("\n");
        Blocks = [.. Block().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
    }

    /// <summary>All pages by their paths in the repository.</summary>
    public static IReadOnlyDictionary<string, Page> All { get; } =
        Directory
            .GetFiles(Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => new Page(Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .ToDictionary(page => page.Name);

    public static Page Readme => All["README.md"];

    public string Name { get; }

    public string Text { get; }

    /// <summary>Each block with its language, in order.</summary>
    public IReadOnlyList<(string Language, string Code)> Blocks { get; }

    /// <summary>The output that the page promises for the block at an index: the text block after it.</summary>
    public string OutputOf(int index) =>
        Blocks[index + 1] is { Language: "text", Code: var output }
            ? output
            : throw new InvalidOperationException($"No output follows block {index} of {Name}.");

    /// <summary>The indices of the blocks of a language.</summary>
    public IEnumerable<int> Of(string language) =>
        Blocks.Index().Where(block => block.Item.Language == language).Select(block => block.Index);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
