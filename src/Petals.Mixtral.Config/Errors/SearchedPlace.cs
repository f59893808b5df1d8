namespace Petals.Mixtral.Config;

/// <summary>One place where a file was looked for.</summary>
public sealed class SearchedPlace
{
    internal SearchedPlace(string path, string finding)
    {
        Path = path;
        Finding = finding;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>What was found, or missing, there.</summary>
    public string Finding { get; }

    /// <summary>The path and the finding, as an error message shows them, with control characters escaped.</summary>
    public override string ToString() => Printable.Of($"{Path} ({Finding})");

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
