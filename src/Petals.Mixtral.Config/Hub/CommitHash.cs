using System.Buffers;

namespace Petals.Mixtral.Config.Hub;

/// <summary>A git commit hash: 40 lower-case hexadecimal digits.</summary>
internal static class CommitHash
{
    private const int Length = 40;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool IsValid(ReadOnlySpan<char> value) => IsLowerHex(value, Length);

    public static bool IsLowerHex(ReadOnlySpan<char> value, int length) =>
        value.Length == length && !value.ContainsAnyExcept(Digits);
}
