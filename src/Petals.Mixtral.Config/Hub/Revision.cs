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
        PathSegment.AreValid(value)
            ? new Revision(value)
            : throw new HubValidationException($"'{Printable.Short(value)}' is not a revision: {PathSegment.Rule}.")
            {
                Revision = value,
            };

    public override string ToString() => Value;
}
