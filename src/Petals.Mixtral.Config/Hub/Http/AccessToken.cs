using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>An access token for the Hub. Only the header of a request contains its value.</summary>
internal sealed class AccessToken
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
    /// <exception cref="HubValidationException">The token is too long, or has a character that is not visible ASCII. The
    /// message does not contain the token.</exception>
    public static AccessToken? Parse(string? value, string source)
    {
        string? trimmed = value?.Trim().Trim('\uFEFF').Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        string? fault = trimmed switch
        {
            { Length: > MaxLength } => $"{trimmed.Length} characters, of at most {MaxLength}",
            _ when trimmed.AsSpan().IndexOfAnyExceptInRange('!', '~') is >= 0 and int index =>
                $"character {index + 1} is not a visible one of ASCII",
            _ => null,
        };
        return fault is null
            ? new AccessToken(trimmed, source)
            : throw new HubValidationException(
                $"The access token from {source} is not one: {fault}. Put the token there and nothing else."
            );
    }

    /// <summary>Removes the token from a text. The comparison ignores case, because a host name in an address is
    /// lower-case.</summary>
    public string RemoveFrom(string text) => text.Replace(_value, "(token)", StringComparison.OrdinalIgnoreCase);

    public bool Equals(AccessToken? other) => other is not null && other._value == _value;

    public override bool Equals(object? obj) => Equals(obj as AccessToken);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"the token from {Source}";
}
