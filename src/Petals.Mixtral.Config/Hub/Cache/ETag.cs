using System.Buffers;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// The entity tag of a file, which is the name of its blob. On the Hub it is the hash of the content: 40 digits are
/// git's blob SHA-1, 64 are SHA-256. A mirror may have others. Only a tag that went through here becomes part of a
/// path.
/// </summary>
internal readonly record struct ETag
{
    private const int MaxLength = 128;
    private const int GitHashLength = 40;
    private const int Sha256Length = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );
    private static readonly SearchValues<char> LowerHexDigits = SearchValues.Create("0123456789abcdef");

    private ETag(string value) => Value = value;

    public string Value { get; }

    /// <summary>What the tag is a hash of.</summary>
    public ETagKind Kind =>
        !IsHex(Value) ? ETagKind.Opaque
        : Value.Length == GitHashLength ? ETagKind.GitBlob
        : Value.Length == Sha256Length ? ETagKind.Sha256
        : ETagKind.Opaque;

    /// <summary>The tag that the value of a header gives, without <c>W/</c> and quotes; <see langword="null"/> where it
    /// cannot be the name of a blob.</summary>
    public static ETag? TryParse(string header)
    {
        ReadOnlySpan<char> value = header.AsSpan().Trim();
        value = value.StartsWith("W/") ? value[2..] : value;
        value = value is ['"', .., '"'] ? value[1..^1] : value;
        return IsName(value) ? new ETag(value.ToString()) : null;
    }

    public override string ToString() => Value;

    private static bool IsName(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= MaxLength
        && !value.ContainsAnyExcept(Characters)
        && value[0] != '.'
        && PathSegment.FaultIn(value.ToString()) is null
        && !value.EndsWith(".lock", StringComparison.OrdinalIgnoreCase)
        && !value.EndsWith(TemporaryFile.Extension, StringComparison.OrdinalIgnoreCase)
        && !IsHashInCapitals(value);

    /// <summary>On a disk that ignores case it would name the blob of another tag.</summary>
    private static bool IsHashInCapitals(ReadOnlySpan<char> value) =>
        value.Length is GitHashLength or Sha256Length && !IsHex(value) && IsHex(value.ToString().ToLowerInvariant());

    private static bool IsHex(ReadOnlySpan<char> value) => !value.ContainsAnyExcept(LowerHexDigits);
}
