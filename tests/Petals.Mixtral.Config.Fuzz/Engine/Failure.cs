namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>An input that the library does not stand.</summary>
/// <param name="Target">The target.</param>
/// <param name="Input">The input.</param>
/// <param name="Description">What happened.</param>
internal sealed record Failure(string Target, byte[] Input, string Description)
{
    /// <summary>What tells one fault from another: the description without its numbers, as far as the place where it
    /// happened.</summary>
    public string Key =>
        string.Concat(
            string.Join(
                    '\n',
                    Description
                        .Split('\n')
                        .Where((line, i) => i == 0 || line.Contains(" at Petals", StringComparison.Ordinal))
                        .Take(3)
                )
                .Where(character => !char.IsAsciiDigit(character))
                .Take(400)
        );
}
