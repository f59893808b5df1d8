namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>An access token for the Hub. Only the header of a request contains its value.</summary>
internal sealed record AccessToken
{
    private const int MaxLength = 4096;

    private readonly string _value;

    private AccessToken(string value, string source)
    {
        _value = value;
        Source = source;
    }

    /// <summary>The option, variable or file that contains the token.</summary>
    public string Source { get; }

    /// <summary>Whether the token still has the quotes around it that a shell would remove.</summary>
    public bool HasQuotes => _value is ['"', .., '"'] or ['\'', .., '\''];

    public AuthenticationHeaderValue Header => new("Bearer", _value);

    /// <summary>Parses a token, which may have white space around it. Returns null if there is no text.</summary>
    /// <exception cref="HubValidationException">The token is too long, or has a character that is not visible ASCII.
    /// The message does not contain the token.</exception>
    public static AccessToken? Parse(string? value, string source)
    {
        string trimmed = (value ?? "").Trim().Trim('\uFEFF').Trim();
        if (trimmed.Length > MaxLength || trimmed.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new HubValidationException(
                $"The access token from {source} is not valid. Set it to the token alone: at most {MaxLength} visible ASCII "
                    + "characters."
            );
        }

        return trimmed.Length == 0 ? null : new AccessToken(trimmed, source);
    }

    /// <summary>Removes the token from a text. The comparison ignores case, because a host name in an address is
    /// lower-case.</summary>
    public string RemoveFrom(string text) => text.Replace(_value, "(token)", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"the token from {Source}";
}
