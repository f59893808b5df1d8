namespace Petals.Mixtral.Config;

/// <summary>A place where a file was searched for.</summary>
public sealed class SearchedPlace
{
    internal SearchedPlace(string path, string finding)
    {
        Path = path;
        Finding = finding;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>What was found or missing there.</summary>
    public string Finding { get; }

    /// <summary>The place as text for a message, with control characters escaped.</summary>
    /// <returns>The path, and the finding in brackets.</returns>
    public override string ToString() => Printable.Of($"{Path} ({Finding})");

    internal static string Describe(string reason, IReadOnlyList<SearchedPlace> places, string remedy) =>
        places.Count == 0 ? $"{reason} {remedy}" : $"{reason} Looked at {string.Join("; ", places)}. {remedy}";
}
