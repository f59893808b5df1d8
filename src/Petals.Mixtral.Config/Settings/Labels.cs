namespace Petals.Mixtral.Config.Settings;

/// <summary>Python's default labels: LABEL_0, LABEL_1 and so on.</summary>
internal static class Labels
{
    /// <summary>
    /// The maximum number of labels, and of layers with pruned heads. Published configs have far fewer.
    /// </summary>
    public const int MaxCount = 100_000;

    public static ValueDictionary<int, string> DefaultById { get; } = ById(2);

    public static ValueDictionary<string, int> DefaultIds { get; } = Ids(2);

    public static ValueDictionary<int, string> ById(int count) =>
        ValueDictionary<int, string>.Create(Enumerable.Range(0, Math.Max(count, 0)).ToDictionary(id => id, Name));

    public static ValueDictionary<string, int> Ids(int count) =>
        ValueDictionary<string, int>.Create(Enumerable.Range(0, Math.Max(count, 0)).ToDictionary(Name, id => id));

    private static string Name(int id) => $"LABEL_{id}";
}
