namespace Petals.Mixtral.Config.Hub;

/// <summary>A branch, tag, <c>refs/pr/N</c> or commit hash. A valid one is safe as part of a path.</summary>
internal readonly record struct Revision
{
    private Revision(string value) => Value = value;

    public string Value { get; }

    /// <summary>The commit hash; null if the revision is a branch, a tag or a pull request.</summary>
    public string? Commit => CommitHash.IsValid(Value) ? Value : null;

    /// <exception cref="HubValidationException">The value is not a valid revision.</exception>
    public static Revision Parse(string value) =>
        PathSegment.FaultIn(value) is { } fault
            ? throw new HubValidationException(
                $"'{Printable.Short(value)}' is not a revision: {fault}. Expected a branch, a tag, refs/pr/N, or "
                    + "a commit hash of 40 digits."
            )
            {
                Revision = value,
            }
            : new Revision(value);

    public override string ToString() => Value;
}
