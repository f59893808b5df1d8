namespace Petals.Mixtral.Config.Texts;

/// <summary>Suggests the name that a misspelt one is likely to mean.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>Returns the most similar of <paramref name="names"/>, or null if more than a third of the letters
    /// differ.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        int limit = name.Length > LongestName ? -1 : name.Length / 3;

        // The distance is at least the difference of the lengths, and a file may have very long names.
        return names
            .Where(candidate => Math.Abs(name.Length - candidate.Length) <= limit)
            .Select(candidate => (candidate, Distance: LevenshteinDistance(name, candidate)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault()
            .candidate;
    }

    private static int LevenshteinDistance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j - 1], row[j]));
            }
        }

        return row[^1];
    }
}
