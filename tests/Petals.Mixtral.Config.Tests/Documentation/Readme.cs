using System.Text.RegularExpressions;

namespace Petals.Mixtral.Config.Tests.Documentation;

/// <summary>The README, cut into its blocks of code.</summary>
internal static partial class Readme
{
    public static string Text { get; } =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n");

    /// <summary>Each block with its language, in order.</summary>
    public static IReadOnlyList<(string Language, string Code)> Blocks { get; } =
    [.. Block().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>What is said to be printed by the block at an index: the text block after it.</summary>
    public static string OutputOf(int index) =>
        Blocks[index + 1] is { Language: "text", Code: var output }
            ? output
            : throw new InvalidOperationException("No output follows the block.");

    /// <summary>The indices of the blocks of a language.</summary>
    public static IEnumerable<int> Of(string language) =>
        Blocks.Index().Where(block => block.Item.Language == language).Select(block => block.Index);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
