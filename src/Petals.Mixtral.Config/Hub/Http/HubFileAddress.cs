namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Which file is meant, and of whom it is asked: what every request and every error about it has in
/// common.</summary>
internal sealed record HubFileAddress(
    HubEndpoint Endpoint,
    RepoId Repo,
    Revision Revision,
    RepoFilePath File,
    AccessToken? Token,
    HubTimeouts Timeouts
)
{
    public Uri Url => Endpoint.FileUrl(Repo, Revision, File);

    /// <summary>The token to send; <see langword="null"/> where there is none, or where anybody on the way could read
    /// it.</summary>
    public AccessToken? TokenToSend => Endpoint.IsPrivate ? Token : null;

    /// <summary>Whether a token was sent, for messages.</summary>
    public string TokenText =>
        this switch
        {
            { Token: null } => "no token was sent",
            { TokenToSend: null } => $"{Token} was not sent, since the endpoint is plain http",
            _ => $"{Token} was sent",
        };

    /// <summary>A text that came from outside, as a message may show it: short, printable, and without the
    /// token.</summary>
    public string Show(string text) => Printable.Short(Hide(text).ReplaceLineEndings(" ").Trim());

    /// <summary>A text that came from outside without the token, should it repeat it.</summary>
    public string Hide(string text) => Token?.HiddenIn(text) ?? text;

    /// <summary>The cause of an error, unless it repeats the token.</summary>
    public Exception? Show(Exception? cause) =>
        cause is not null && Token is not null && cause.ToString() is var text && Token.HiddenIn(text) != text
            ? new HttpRequestException(Show(cause.Message))
            : cause;

    /// <summary>An address as a message may show it: its query may hold a signature.</summary>
    public string Show(Uri url) => Show(url.GetLeftPart(UriPartial.Path));
}
