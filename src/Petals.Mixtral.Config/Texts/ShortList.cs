namespace Petals.Mixtral.Config.Texts;

/// <summary>The start of a list that may be too long for a message or a report.</summary>
internal static class ShortList
{
    /// <summary>Returns the first items and, if there are more, a last item with the number of the others.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> items, int max)
    {
        int count = 0;
        foreach (string item in items)
        {
            if (count++ < max)
            {
                yield return item;
            }
        }

        if (count > max)
        {
            yield return $"and {count - max} more";
        }
    }

    public static string Join(IEnumerable<string> items, int max) => string.Join(", ", Of(items, max));
}
