namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>An input that the library does not handle.</summary>
internal sealed record Failure(string Target, byte[] Input, string Description)
{
    /// <summary>Identifies a fault: the description without numbers, up to the place where it happened.</summary>
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
