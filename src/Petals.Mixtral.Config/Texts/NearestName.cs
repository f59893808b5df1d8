namespace Petals.Mixtral.Config.Texts;

/// <summary>Suggests the name that a misspelt one is likely to mean.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>Returns the most similar of <paramref name="names"/>, or null if more than a third of the letters
    /// differ.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        (string? nearest, int distance) = (null, (name.Length / 3) + 1);
        foreach (string candidate in names)
        {
            // The distance is at least the difference of the lengths, and a file may have very long names.
            if (
                Math.Abs(name.Length - candidate.Length) < distance
                && LevenshteinDistance(name, candidate) is var difference
                && difference < distance
            )
            {
                (nearest, distance) = (candidate, difference);
            }
        }

        return nearest;
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
