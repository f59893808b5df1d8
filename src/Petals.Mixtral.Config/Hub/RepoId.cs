using System.Buffers;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The id of a repo on the Hub: <c>name</c> or <c>org/name</c>, by the rules of <c>huggingface_hub</c>
/// (<c>utils/_validators.py</c>, <c>validate_repo_id</c>). A valid id is safe as part of a path.
/// </summary>
internal readonly record struct RepoId
{
    private const int MaxLength = 96;

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./"
    );

    private RepoId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="HubValidationException">The value is not a valid repo id.</exception>
    public static RepoId Parse(string value) =>
        Fault(value) is { } fault
            ? throw new HubValidationException(
                $"'{Printable.Short(value)}' is not a repo id: {fault}. "
                    + (RepoGuess.Remedy(value) ?? "Expected 'name' or 'org/name', such as mistralai/Mixtral-8x7B-v0.1.")
            )
            {
                RepoId = value,
            }
            : new RepoId(value);

    public static bool IsValid(string value) => Fault(value) is null;

    public override string ToString() => Value;

    private static string? Fault(string value)
    {
        int slash = value.IndexOf('/', StringComparison.Ordinal);
        return value switch
        {
            { Length: 0 } => "it is empty",
            _ when slash != value.LastIndexOf('/') => "it has more than one '/'",
            _ when slash == 0 || slash == value.Length - 1 => "a part of it is empty",
            _ when value.AsSpan().ContainsAnyExcept(Characters) =>
                "it holds a character other than letters, digits, '-', '_' and '.'",
            _ when value.Contains("--", StringComparison.Ordinal) => "it holds '--'",
            _ when value.Contains("..", StringComparison.Ordinal) => "it holds '..'",
            _ when value.EndsWith(".git", StringComparison.Ordinal) => "it ends in '.git'",
            _ => PartFault(value.AsSpan(slash + 1)) ?? (slash < 0 ? null : PartFault(value.AsSpan(0, slash))),
        };
    }

    private static string? PartFault(ReadOnlySpan<char> part) =>
        part switch
        {
            { Length: > MaxLength } => $"a part of it has {part.Length} characters, of at most {MaxLength}",
            ['-' or '.', ..] or [.., '-' or '.'] => $"'{part}' begins or ends with '-' or '.'",
            _ => null,
        };
}
