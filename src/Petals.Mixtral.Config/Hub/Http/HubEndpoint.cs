namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The address of the Hub, or of a mirror of it.</summary>
internal sealed class HubEndpoint
{
    public const string Variable = "HF_ENDPOINT";
    private const string Default = "https://huggingface.co";

    private HubEndpoint(Uri address, string chosenBy)
    {
        Address = address;
        ChosenBy = chosenBy;
    }

    public Uri Address { get; }

    /// <summary>The option or variable that contains the address, for messages.</summary>
    public string ChosenBy { get; }

    /// <summary>Whether a request cannot be intercepted: it uses https, or stays on this machine.</summary>
    public bool IsPrivate => Address.Scheme == Uri.UriSchemeHttps || Address.IsLoopback;

    /// <summary>Finds the endpoint: the option, otherwise the variable, otherwise huggingface.co.</summary>
    /// <exception cref="HubValidationException">The address is not valid.</exception>
    public static HubEndpoint Resolve(Uri? option, ConfigEnvironment environment)
    {
        if (option is not null)
        {
            return Parse(option.OriginalString, "the option Endpoint");
        }

        return environment.GetVariable(Variable) is { } value
            ? Parse(value, $"the variable {Variable}")
            : Parse(Default, "the default");
    }

    /// <summary>The address of a file: <c>{endpoint}/{repo}/resolve/{revision}/{file}</c>.</summary>
    public Uri FileUrl(RepoId repo, Revision revision, RepoFilePath file) =>
        Below(
            $"{repo.Value}/resolve/{Uri.EscapeDataString(revision.Value)}/{string.Join('/', file.Value.Split('/').Select(Uri.EscapeDataString))}"
        );

    /// <summary>Returns the repo id in the address of a file, or null if it is another address.</summary>
    public string? RepoIdIn(Uri url)
    {
        string below = Below("").AbsolutePath;
        string path = url.AbsolutePath;
        int end = path.IndexOf("/resolve/", StringComparison.Ordinal);
        return IsOriginOf(url) && end > below.Length && path.StartsWith(below, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[below.Length..end])
            : null;
    }

    /// <summary>The address of the list of all files of a repo.</summary>
    public Uri TreeUrl(RepoId repo, Revision revision) =>
        Below($"api/models/{repo.Value}/tree/{Uri.EscapeDataString(revision.Value)}?recursive=true");

    /// <summary>The web page of a repo.</summary>
    public Uri RepoPage(RepoId repo) => Below(repo.Value);

    /// <summary>Whether an address has the endpoint's own scheme, host and port.</summary>
    public bool IsOriginOf(Uri url) =>
        url.Scheme == Address.Scheme
        && url.Port == Address.Port
        && string.Equals(url.IdnHost, Address.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address has a valid host. Without one, .NET throws only when the host is
    /// read.</summary>
    public static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    public override string ToString() => Address.AbsoluteUri.TrimEnd('/');

    private static HubEndpoint Parse(string value, string chosenBy)
    {
        string trimmed = value.Trim();
        _ = Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? address);
        string? fault = address switch
        {
            null or { Scheme: not ("https" or "http") } => "found one that begins with neither https:// nor http://",
            _ when trimmed.Contains('@', StringComparison.Ordinal) =>
                "found one with credentials in it; give a token instead",
            { Query.Length: > 0 } or { Fragment.Length: > 0 } => "found one with a query or fragment",
            _ when !HasHost(address) => "found one without a valid host",
            _ => null,
        };
        return fault is null
            ? new HubEndpoint(address!, chosenBy)
            : throw new HubValidationException(
                $"The endpoint, from {chosenBy}, is not an address: expected one such as {Default}, {fault}."
            );
    }

    /// <summary>The text without the parts of an address that may be secret: before an @, and after a question
    /// mark.</summary>
    public static string WithoutSecrets(string value)
    {
        int query = value.IndexOf('?', StringComparison.Ordinal);
        string shown = query < 0 ? value : $"{value[..query]}?…";
        return value.LastIndexOf('@') is >= 0 and int at ? $"…{shown[Math.Min(at, shown.Length)..]}" : shown;
    }

    private Uri Below(string path) => new($"{Address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
}
