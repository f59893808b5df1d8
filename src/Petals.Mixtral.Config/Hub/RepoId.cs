namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The id of a repo on the Hub: <c>name</c> or <c>org/name</c>, by the rules of <c>huggingface_hub</c>
/// (<c>utils/_validators.py</c>, <c>validate_repo_id</c>). A valid id is safe as part of a path.
/// </summary>
internal readonly partial record struct RepoId
{
    /// <summary>The rule of <see cref="TryParse"/>, for messages.</summary>
    public const string Rule =
        "expected 'name' or 'org/name', such as mistralai/Mixtral-8x7B-v0.1: each of at most 96 letters, digits, '_', and "
        + "single '-' or '.' between them";

    private RepoId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="HubValidationException">The value is not a valid repo id.</exception>
    public static RepoId Parse(string value) =>
        TryParse(value)
        ?? throw new HubValidationException(
            $"'{Printable.Short(AddressText.WithoutSecrets(value))}' is not a repo id: {Rule}. {RepoGuess.Remedy(value)}".TrimEnd()
        )
        {
            RepoId = value,
        };

    public static RepoId? TryParse(string value) => Pattern.IsMatch(value) ? new RepoId(value) : null;

    public override string ToString() => Value;

    [GeneratedRegex(
        @"^(?!.*(?:--|\.\.|\.git\z))(?:(?![.-])[A-Za-z0-9_.-]{1,96}(?<![.-])/)?(?![.-])[A-Za-z0-9_.-]{1,96}(?<![.-])\z"
    )]
    private static partial Regex Pattern { get; }
}
