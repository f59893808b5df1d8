namespace Petals.Mixtral.Config.Tool.Output;

/// <summary>Replaces the options and commands in a message of the library by those of the tool.</summary>
internal static partial class ToolWords
{
    private static readonly (string Library, string Tool)[] Words =
    [
        ("the option LocalFilesOnly", "--offline"),
        ("the option CacheDirectory", "--cache-dir"),
        ("the option Endpoint", "--endpoint"),
        ("the option Revision", "--revision"),
        ("the option Subfolder", "--subfolder"),
        ("set the options ConfigFileName and Subfolder", "give the file itself"),
        ("Put other keys into ExtraAttributes", "Write other keys into config.json"),
        ("load it with ForceDownload", "run 'mixtral-config download' with --force"),
        ("request it again with ForceDownload", "run 'mixtral-config download' with --force"),
    ];

    public static string Translate(string message) =>
        Words.Aggregate(
            Download.Replace(
                DownloadAll.Replace(message, "mixtral-config download $1 --blocks 0: --outside --revision"),
                "mixtral-config download $1 --file $2 --revision"
            ),
            (text, word) => text.Replace(word.Library, word.Tool, StringComparison.Ordinal)
        );

    [GeneratedRegex("hf download ([^ ]+) --revision", RegexOptions.NonBacktracking)]
    private static partial Regex DownloadAll { get; }

    [GeneratedRegex("hf download ([^ ]+) (\"[^\"]*\"|[^ ]+) --revision", RegexOptions.NonBacktracking)]
    private static partial Regex Download { get; }
}
