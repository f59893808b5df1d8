namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The id of a repo on the Hub: <c>name</c> or <c>org/name</c>, by the rules of <c>huggingface_hub</c>
/// (<c>utils/_validators.py</c>, <c>validate_repo_id</c>). A valid id is safe as part of a path.
/// </summary>
internal readonly record struct RepoId
{
    private const int MaxLength = 96;

    private RepoId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="HubValidationException">The value is not a valid repo id.</exception>
    public static RepoId Parse(string value) =>
        FaultIn(value) is { } fault
            ? throw new HubValidationException(
                $"'{Printable.Short(value)}' is not a repo id: {fault}. "
                    + (RepoGuess.Remedy(value) ?? "Expected 'name' or 'org/name', such as mistralai/Mixtral-8x7B-v0.1.")
            )
            {
                RepoId = value,
            }
            : new RepoId(value);

    /// <summary>Returns the rule that a value breaks; null if it is a valid repo id.</summary>
    public static string? FaultIn(string value) =>
        value switch
        {
            "" => "it is empty",
            _ when value.AsSpan().Count('/') > 1 => "it has more than one '/'",
            _ when value.Contains("--", StringComparison.Ordinal) => "it holds '--'",
            _ when value.Contains("..", StringComparison.Ordinal) => "it holds '..'",
            _ when value.EndsWith(".git", StringComparison.Ordinal) => "it ends in '.git'",
            _ => PathSegment.FirstFault(value, PartFault),
        };

    public static bool IsValid(string value) => FaultIn(value) is null;

    public override string ToString() => Value;

    private static string? PartFault(ReadOnlySpan<char> part) =>
        part switch
        {
            "" => "a part of it is empty",
            { Length: > MaxLength } => $"a part of it has {part.Length} characters, of at most {MaxLength}",
            _ when part.ContainsAnyExcept(PathSegment.NameCharacters) =>
                "it holds a character other than letters, digits, '-', '_' and '.'",
            ['-' or '.', ..] or [.., '-' or '.'] => $"'{part}' begins or ends with '-' or '.'",
            _ => null,
        };
}
