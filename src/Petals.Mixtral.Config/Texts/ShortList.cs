namespace Petals.Mixtral.Config.Texts;

/// <summary>The start of a list that may be too long for a message or a report.</summary>
internal static class ShortList
{
    /// <summary>Returns the first items and, if there are more, a last item with the number of the others.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> items, int max)
    {
        string[] all = [.. items];
        return all.Length <= max ? all : [.. all[..max], $"and {all.Length - max} more"];
    }

    public static string Join(IEnumerable<string> items, int max) => string.Join(", ", Of(items, max));
}
