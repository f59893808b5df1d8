namespace Petals.Mixtral.Config.Hub;

/// <summary>Guesses which repo is meant by a text that is not a repo id, such as a URL. For error messages
/// only.</summary>
internal static partial class RepoGuess
{
    /// <summary>The remedy that names the repo. Returns null if there is no guess.</summary>
    public static string? Remedy(string text)
    {
        string address = text.Trim(' ', '\t', '\r', '\n', '\'', '"').Replace('\\', '/');
        address = AddressText.WithoutSecrets(address).Split('?', '#')[0];
        GroupCollection parts = Address.Match(address).Groups;
        string repo = CacheLayout.RepoIdOf(address) ?? parts["id"].Value;
        if (repo == text || RepoId.TryParse(repo) is null)
        {
            return null;
        }

        string revision = parts["revision"].Value;
        string options =
            Option("Revision", revision is "main" ? "" : revision) + Option("Subfolder", parts["folder"].Value);
        return $"Use {repo} instead{options}.";
    }

    private static string Option(string name, string value) =>
        value.Length > 0
            ? $", with the option {name} {ShellWord.Of(Printable.Short(Uri.UnescapeDataString(value)))}"
            : "";

    /// <summary>If the text begins with a host, anything may follow the repo.</summary>
    [GeneratedRegex(
        @"^(?!https?://git(?:hub|lab)\.com/)"
            + @"(?<host>hf://|https?://[^/]+/|(?:www\.)?(?:huggingface|hf)\.co/|git@(?:huggingface|hf)\.co:)?"
            + "(?:(?:api/)?models/(?=[^/]+/))?"
            + "(?!(?:datasets|spaces)/[^/]+/|(?:blog|collections|docs|papers)/|models/?$)"
            + @"(?<id>[^/@]+?(?:/[^/@]+?)?)(?:\.git)?(?:@(?<revision>refs/[^/]+/[^/]+|[^/]*))?"
            + "(?:/(?:tree/(?<revision>[^/]+)(?:/(?<folder>.+))?|(?:blob|resolve|raw|commit)/(?<revision>[^/]+)(?:/.*)?))?"
            + "(?(host)(?:/.*)?|/?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Address { get; }
}
