using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>An access token for the Hub. Its value goes into the header of a request and nowhere else.</summary>
internal sealed class AccessToken
{
    private const int MaxLength = 4096;

    private readonly string _value;

    private AccessToken(string value, string source)
    {
        _value = value;
        Source = source;
    }

    /// <summary>The option, variable or file that it comes from.</summary>
    public string Source { get; }

    public AuthenticationHeaderValue Header => new("Bearer", _value);

    /// <summary>Makes a token of a text, with white space around it removed; <see langword="null"/> where nothing is
    /// left.</summary>
    /// <exception cref="HubValidationException">It is too long, or holds what no token holds; the message does not
    /// repeat it.</exception>
    public static AccessToken? Parse(string value, string source)
    {
        string trimmed = value.Trim().Trim('\uFEFF').Trim();
        string? fault =
            trimmed.Length > MaxLength ? $"{trimmed.Length} characters, of at most {MaxLength}"
            : trimmed.AsSpan().IndexOfAnyExceptInRange('!', '~') is >= 0 and int index
                ? $"character {index + 1} is not a visible one of ASCII"
            : null;
        return fault is not null
                ? throw new HubValidationException(
                    $"The access token from {source} is not one: {fault}. Put the token there and nothing else."
                )
            : trimmed.Length == 0 ? null
            : new AccessToken(trimmed, source);
    }

    /// <summary>A text from outside without the token, should it repeat it; an address may have made its letters
    /// small.</summary>
    public string HiddenIn(string text) => text.Replace(_value, "(token)", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two callers have the same token.</summary>
    public bool Equals(AccessToken? other) => other is not null && other._value == _value;

    public override bool Equals(object? obj) => Equals(obj as AccessToken);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"the token from {Source}";
}
