namespace Petals.Mixtral.Config.Settings;

/// <summary>The labels that Python makes from their number: LABEL_0, LABEL_1 and so on.</summary>
internal static class Labels
{
    /// <summary>The most labels of a config, and the most layers with pruned heads. No published config is near it.</summary>
    public const int MaxCount = 100_000;

    public static ValueDictionary<int, string> DefaultById { get; } = ById(2);

    public static ValueDictionary<string, int> DefaultIds { get; } = Ids(2);

    public static ValueDictionary<int, string> ById(int count) =>
        ValueDictionary<int, string>.Create(Enumerable.Range(0, Math.Max(count, 0)).ToDictionary(id => id, Name));

    public static ValueDictionary<string, int> Ids(int count) =>
        ValueDictionary<string, int>.Create(Enumerable.Range(0, Math.Max(count, 0)).ToDictionary(Name, id => id));

    /// <summary>As in Python, labels stay if their number does.</summary>
    public static PretrainedConfig Resize(PretrainedConfig config, int count) =>
        count == config.Id2Label.Count ? config : config with { Id2Label = ById(count), Label2Id = Ids(count) };

    private static string Name(int id) => string.Create(CultureInfo.InvariantCulture, $"LABEL_{id}");
}
