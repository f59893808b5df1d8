namespace Petals.Mixtral.Config.Hub;

/// <summary>The path of a file inside a repo, its parts separated by <c>/</c>. A valid one is safe as part of a path on
/// disk.</summary>
internal readonly record struct RepoFilePath
{
    private RepoFilePath(string value) => Value = value;

    public string Value { get; }

    public string NativePath => PathSegment.ToNative(Value);

    /// <exception cref="HubValidationException">The path could leave the repo's folder, or is not valid on every
    /// system.</exception>
    public static RepoFilePath Parse(string fileName, string? subfolder = null)
    {
        string path = string.IsNullOrEmpty(subfolder) ? fileName : $"{subfolder.TrimEnd('/')}/{fileName}";
        return PathSegment.AreValid(path)
            ? new RepoFilePath(path)
            : throw new HubValidationException(
                $"'{Printable.Short(path)}' is not a path in a repo: {PathSegment.Rule}."
            );
    }

    public override string ToString() => Value;
}
