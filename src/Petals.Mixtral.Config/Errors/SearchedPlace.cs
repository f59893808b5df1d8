namespace Petals.Mixtral.Config;

/// <summary>One place where a file was looked for.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Finding">What was found, or missing, there.</param>
public sealed record SearchedPlace(string Path, string Finding)
{
    /// <summary>The path and the finding, as an error message shows them.</summary>
    public override string ToString() => $"{Path} ({Finding})";
}
