using System.Net.Http.Headers;

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

    /// <summary>For the beginning of a message.</summary>
    public string Description =>
        HasQuotes ? $"The token from {Source}, which has quotes around it," : $"The token from {Source}";

    public AuthenticationHeaderValue Header => new("Bearer", _value);

    /// <summary>Parses a token, which may have white space around it. Returns null if there is no text.</summary>
    /// <exception cref="HubValidationException">The token is too long, or has a character that is not visible ASCII.
    /// The message does not contain the token.</exception>
    public static AccessToken? Parse(string? value, string source)
    {
        string? trimmed = value?.Trim().Trim('\uFEFF').Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        string? fault = trimmed.Length > MaxLength ? $"{trimmed.Length} characters, of at most {MaxLength}" : null;
        int invalid = trimmed.AsSpan().IndexOfAnyExceptInRange('!', '~');
        fault ??= invalid < 0 ? null : $"character {invalid + 1} is not a visible one of ASCII";
        return fault is null
            ? new AccessToken(trimmed, source)
            : throw new HubValidationException(
                $"The access token from {source} is not valid: {fault}. Set it to the token alone."
            );
    }

    /// <summary>Removes the token from a text. The comparison ignores case, because a host name in an address is
    /// lower-case.</summary>
    public string RemoveFrom(string text) => text.Replace(_value, "(token)", StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"the token from {Source}";
}
