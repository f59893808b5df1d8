namespace Petals.Mixtral.Config.Hub;

/// <summary>Guesses the repo that a text means which is not a repo id, such as a URL. For error messages only.</summary>
internal static class RepoGuess
{
    private static readonly string[] Hosts =
    [
        "huggingface.co/",
        "www.huggingface.co/",
        "hf.co/",
        "git@huggingface.co:",
        "git@hf.co:",
    ];

    /// <summary>The remedy that names the repo. Returns null if there is no guess.</summary>
    public static string? Remedy(string text)
    {
        string address = text.Trim(' ', '\t', '\r', '\n', '\'', '"').Replace('\\', '/').Split('?', '#')[0];
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        bool isUrl = scheme > 0;
        if (isUrl)
        {
            bool hasHost = !address.StartsWith("hf:", StringComparison.OrdinalIgnoreCase);
            address = address[(scheme + 3)..];
            address = hasHost ? address[(address.IndexOf('/', StringComparison.Ordinal) + 1)..] : address;
        }

        if (Array.Find(Hosts, host => address.StartsWith(host, StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            isUrl = true;
            address = address[named.Length..];
        }

        if (address.StartsWith("models/", StringComparison.Ordinal) && address.AsSpan().Count('/') > 1)
        {
            address = address["models/".Length..];
        }

        bool isRooted = address is ['/' or '.' or '~', ..];
        string[] parts = address.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool hasPage = parts is [_, _, "tree" or "blob" or "resolve" or "raw" or "commit", _, ..];
        bool isOther = parts is ["datasets" or "spaces", _, _, ..];
        return isRooted || isOther || (parts.Length > 2 && !isUrl && !hasPage) ? null : Remedy(text, parts, hasPage);
    }

    private static string? Remedy(string text, string[] parts, bool hasPage)
    {
        string[] id = string.Join('/', parts.Take(2)).Split('@');
        string repo = id[0].EndsWith(".git", StringComparison.Ordinal) ? id[0][..^4] : id[0];
        if (repo == text || !RepoId.IsValid(repo))
        {
            return null;
        }

        string? revision =
            hasPage ? Uri.UnescapeDataString(parts[3])
            : id.Length > 1 ? id[1]
            : null;
        string? folder = parts is [_, _, "tree", _, _, ..] ? string.Join('/', parts[4..]) : null;
        string options = string.Join(
            " and ",
            (string[])
                [
                    .. revision is null or "" or "main" ? [] : (string[])[Option("Revision", revision)],
                    .. folder is null ? [] : (string[])[Option("Subfolder", folder)],
                ]
        );
        return $"Use {repo} instead{(options.Length > 0 ? $", with {options}" : "")}.";

        static string Option(string name, string value) => $"the option {name} '{Printable.Short(value)}'";
    }
}
