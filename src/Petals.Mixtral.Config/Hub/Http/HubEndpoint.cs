namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The address of the Hub, or of a mirror of it.</summary>
/// <param name="Address">The address. Its path may contain a secret.</param>
/// <param name="ChosenBy">The option or variable that contains the address, for messages.</param>
internal sealed record HubEndpoint(Uri Address, string ChosenBy)
{
    public const string Variable = "HF_ENDPOINT";
    private const string Default = "https://huggingface.co";

    private readonly string _path = Address.AbsolutePath.TrimEnd('/');

    /// <summary>Whether a request cannot be intercepted: it uses https, or stays on this machine.</summary>
    public bool IsPrivate => Address.Scheme == Uri.UriSchemeHttps || Address.IsLoopback;

    /// <summary>Finds the endpoint: the option, otherwise the variable, otherwise huggingface.co.</summary>
    /// <exception cref="HubValidationException">The address is not valid.</exception>
    public static HubEndpoint Resolve(Uri? option, ConfigEnvironment environment)
    {
        string? variable = environment.GetVariable(Variable);
        string value = option?.OriginalString ?? variable ?? Default;
        string chosenBy =
            option is not null ? "the option Endpoint"
            : variable is not null ? $"the variable {Variable}"
            : "the default";
        return HttpAddress.TryParse(value.Trim()) is { Query: "", Fragment: "" } address
            ? new HubEndpoint(address, chosenBy)
            : throw new HubValidationException(
                $"The endpoint, from {chosenBy}, is not valid. Set it to an address such as {Default}, without credentials, "
                    + "query and fragment."
            );
    }

    /// <summary>The address of a file: <c>{endpoint}/{repo}/resolve/{revision}/{file}</c>.</summary>
    public Uri FileUrl(RepoId repo, Revision revision, RepoFilePath file) =>
        Below(
            $"{repo}/resolve/{Uri.EscapeDataString(revision.Value)}/{string.Join('/', file.Value.Split('/').Select(Uri.EscapeDataString))}"
        );

    /// <summary>Returns the repo id in the address of a file, or null if it is another address.</summary>
    public string? RepoIdIn(Uri url)
    {
        string path = url.AbsolutePath;
        int start = _path.Length + 1;
        int end = path.IndexOf("/resolve/", StringComparison.Ordinal);
        return IsOriginOf(url) && end > start && path.StartsWith($"{_path}/", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[start..end])
            : null;
    }

    /// <summary>The address of the list of all files of a repo.</summary>
    public Uri TreeUrl(RepoId repo, Revision revision) =>
        Below($"api/models/{repo}/tree/{Uri.EscapeDataString(revision.Value)}?recursive=true");

    public Uri RepoPage(RepoId repo) => Below(repo.Value);

    /// <summary>Whether an address has the endpoint's own scheme, host and port.</summary>
    public bool IsOriginOf(Uri url) =>
        (url.Scheme, url.IdnHost, url.Port) == (Address.Scheme, Address.IdnHost, Address.Port);

    /// <summary>Hides the path of the endpoint in a text.</summary>
    public string HideIn(string text) =>
        _path.Length == 0 ? text : text.Replace(_path, "/…", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => HideIn(Address.GetLeftPart(UriPartial.Path).TrimEnd('/'));

    private Uri Below(string path) => new($"{Address.GetLeftPart(UriPartial.Authority)}{_path}/{path}");
}
