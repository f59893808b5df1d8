using System.Buffers;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// The entity tag of a file, which is also the name of its blob. The Hub uses the hash of the content: 40 digits are
/// git's blob SHA-1, 64 are SHA-256. A mirror may use other tags. A valid tag is safe as part of a path.
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
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private ETag(string value) => Value = value;

    public string Value { get; }

    public ETagKind Kind =>
        Value.Length switch
        {
            GitHashLength when IsLowerHex(Value) => ETagKind.GitBlob,
            Sha256Length when IsLowerHex(Value) => ETagKind.Sha256,
            _ => ETagKind.Opaque,
        };

    /// <summary>Parses the value of a header, without <c>W/</c> and quotes. Returns null if it is not a valid name of a
    /// blob.</summary>
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
        && !IsHashWithCapitals(value);

    /// <summary>On a case-insensitive file system, a hash with capitals would name the blob of another tag.</summary>
    private static bool IsHashWithCapitals(ReadOnlySpan<char> value) =>
        value.Length is GitHashLength or Sha256Length && !value.ContainsAnyExcept(HexDigits) && !IsLowerHex(value);

    private static bool IsLowerHex(ReadOnlySpan<char> value) => !value.ContainsAnyExcept(LowerHexDigits);
}
