namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// The entity tag of a file, which is also the name of its blob. The Hub uses the hash of the content: 40 digits are
/// git's blob SHA-1, 64 are SHA-256. A mirror may use other tags. A valid tag is safe as part of a path.
/// </summary>
internal readonly record struct ETag
{
    private const int MaxLength = 128;
    private const int Sha256Length = 64;

    private ETag(string value) => Value = value;

    public string Value { get; }

    public ETagKind Kind => KindOf(Value);

    /// <summary>Parses the value of a header, without <c>W/</c> and quotes. Returns null if it is not a valid name of a
    /// blob.</summary>
    public static ETag? TryParse(string header)
    {
        ReadOnlySpan<char> value = header.AsSpan().Trim();
        value = value.StartsWith("W/") ? value[2..] : value;
        value = value is ['"', .., '"'] ? value[1..^1] : value;
        return IsName(value.ToString()) ? new ETag(value.ToString()) : null;
    }

    public override string ToString() => Value;

    private static bool IsName(string value) =>
        value is { Length: > 0 and <= MaxLength } and not ['.', ..]
        && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
        && PathSegment.AreValid(value)
        && Path.GetExtension(value).ToLowerInvariant() is not (".lock" or CacheLayout.Unfinished)
        // On a case-insensitive file system, a hash with capitals would name the blob of another tag.
        && KindOf(value) == KindOf(value.ToLowerInvariant());

    private static ETagKind KindOf(string value) =>
        CommitHash.IsValid(value) ? ETagKind.GitBlob
        : CommitHash.IsLowerHex(value, Sha256Length) ? ETagKind.Sha256
        : ETagKind.Opaque;
}
