namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>A file on a server: what every request and error about it has in common.</summary>
internal sealed record HubFileAddress(
    HubEndpoint Endpoint,
    RepoId Repo,
    Revision Revision,
    RepoFilePath File,
    AccessToken? Token,
    HubTimeouts Timeouts
)
{
    /// <summary>The proxies of the client; null if the caller passes the client.</summary>
    public IWebProxy? Proxies { get; init; }

    /// <summary>The address of a page of the list of files; null for a file.</summary>
    public Uri? ListPage { get; init; }

    public Uri Url => ListPage ?? Endpoint.FileUrl(Repo, Revision, File);

    /// <summary>What is requested, for messages.</summary>
    public string Description =>
        $"{(ListPage is null ? $"The file '{File}'" : "The list of files")} of '{Repo}' (revision {Revision})";

    public string EndpointText => Hide($"{Endpoint}");

    public string RepoPageText => Hide($"{Endpoint}/{Repo}");

    /// <summary>The token to send. Null if there is no token, or if the connection is not encrypted.</summary>
    public AccessToken? TokenToSend => Endpoint.IsPrivate ? Token : null;

    public string TokenText =>
        this switch
        {
            { Token: null } => "no token was sent",
            { TokenToSend: null } => $"{Token} was not sent, because the endpoint is plain http",
            _ => $"{Token} was sent",
        };

    /// <summary>Makes a received text fit for a message: short, printable, and without secrets.</summary>
    public string Show(string text) =>
        Printable.Short(Hide(AddressText.WithoutSecrets(text)).ReplaceLineEndings(" ").Trim());

    /// <summary>Makes an address fit for a message.</summary>
    public string Show(Uri url) => Show(url.GetLeftPart(UriPartial.Path));

    /// <summary>Returns the exception, or a replacement for it if its text contains a secret.</summary>
    public Exception? Show(Exception? cause) =>
        cause?.ToString() is { } text && Hide(AddressText.WithoutSecrets(text)) != text
            ? new HttpRequestException(Show(cause.Message))
            : cause;

    /// <summary>Hides the token and the path of the endpoint in a text.</summary>
    public string Hide(string text)
    {
        string shown = Endpoint.HideIn(text);
        return Token?.RemoveFrom(shown) ?? shown;
    }
}
