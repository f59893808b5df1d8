namespace Petals.Mixtral.Config;

/// <summary>One place where a file was looked for.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Finding">What was found, or missing, there.</param>
public sealed record SearchedPlace(string Path, string Finding)
{
    /// <summary>The path and the finding, as an error message shows them.</summary>
    public override string ToString() => $"{Path} ({Finding})";

    /// <summary>The message of a search that found nothing.</summary>
    internal static string Describe(string reason, IReadOnlyList<SearchedPlace> places, string remedy)
    {
        var message = new StringBuilder(reason);
        for (int i = 0; i < places.Count; i++)
        {
            message.Append(i == 0 ? " Looked at " : "; ").Append(places[i]);
        }

        return message.Append(places.Count == 0 ? " " : ". ").Append(remedy).ToString();
    }
}
