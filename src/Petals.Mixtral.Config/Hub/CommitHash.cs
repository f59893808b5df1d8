namespace Petals.Mixtral.Config.Hub;

/// <summary>A git commit hash: 40 lower-case hexadecimal digits.</summary>
internal static class CommitHash
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool IsValid(string value) => IsLowerHex(value, 40);

    public static bool IsLowerHex(string value, int length) =>
        value.Length == length && !value.AsSpan().ContainsAnyExcept(Digits);
}
