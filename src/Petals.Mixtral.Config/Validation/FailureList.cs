using System.Collections.ObjectModel;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Validation;

/// <summary>
/// Collects failures. Its methods return true if the value is valid, so rules can depend on each other.
/// </summary>
internal sealed class FailureList
{
    private const int MaxTextLength = 200;

    /// <summary>The items of one list that are reported one by one. A file may have millions.</summary>
    private const int MaxItems = 10;

    private readonly List<ConfigFailure> _failures = [];

    public ReadOnlyCollection<ConfigFailure> ToList() => _failures.AsReadOnly();

    /// <summary>A missing value is valid.</summary>
    public bool Positive(Setting setting, int? value) =>
        value is not { } given
        || given > 0
        || Add(setting, given, "must be positive", $"Give {setting.Key} a value of 1 or more.");

    public bool PositiveAndFinite(Setting setting, double value) =>
        (value > 0 && double.IsFinite(value))
        || Add(
            setting,
            TextOf(value),
            "must be positive and finite",
            $"Give {setting.Key} the value that the model was trained with."
        );

    public bool NotNegative(Setting setting, int value) =>
        value >= 0 || Add(setting, value, "must not be negative", $"Give {setting.Key} a value of 0 or more.");

    /// <summary>An infinite time is valid.</summary>
    public bool NotNegative(Setting setting, TimeSpan value) =>
        value >= TimeSpan.Zero
        || value == Timeout.InfiniteTimeSpan
        || Add(setting, TextOf(value), "must not be negative", $"Give {setting.Key} in seconds, 0 or more.");

    /// <summary>Checks each text of a list. The function returns the fault of a text, or null.</summary>
    public void CheckEach(
        Setting setting,
        IReadOnlyList<string> texts,
        Func<string, string?> findFault,
        string rule,
        string remedy
    ) => CheckEach(setting, texts, findFault, TextOf, fault => $"{rule}, but {fault}", remedy);

    /// <summary>Checks each item of a list.</summary>
    public void CheckEach<T>(
        Setting setting,
        IReadOnlyList<T> items,
        Func<T, string?> findFault,
        Func<T, string> textOf,
        Func<string, string> ruleOf,
        string remedy
    )
    {
        int failed = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (findFault(items[i]) is { } fault && ++failed <= MaxItems)
            {
                Add($"{setting.Key}[{i}]", textOf(items[i]), ruleOf(fault), remedy);
            }
        }

        if (failed > MaxItems)
        {
            string list = $"[{textOf(items[0])}, …]";
            Add(setting, list, $"must be corrected in {failed - MaxItems} more items", remedy);
        }
    }

    public bool Add(Setting setting, int value, string rule, string remedy) =>
        Add(setting, value.ToString(CultureInfo.InvariantCulture), rule, remedy);

    public bool Add(Setting setting, string value, string rule, string remedy) => Add(setting.Key, value, rule, remedy);

    public bool Add(string key, string value, string rule, string remedy)
    {
        _failures.Add(new ConfigFailure(key, Printable.Short(value, MaxTextLength), rule, remedy));
        return false;
    }

    public static string TextOf(double value) => PythonJsonWriter.TextOf(value, (writer, value) => writer.Float(value));

    public static string TextOf(TimeSpan value) => PythonJsonWriter.TextOf(value, Kind.Seconds.Write);

    /// <summary>A string as in config.json, or as much of it as a failure shows.</summary>
    public static string TextOf(string value) =>
        PythonJsonWriter.TextOf(Start(value), (writer, value) => writer.Text(value));

    /// <summary>A list of strings as in config.json, or as much of it as a failure shows.</summary>
    public static string TextOf(IEnumerable<string> values)
    {
        string[] first = [.. values.Take(MaxTextLength).Select(Start)];
        return PythonJsonWriter.TextOf(first, Kind.TextList.Write);
    }

    /// <summary>
    /// One character more than a failure shows, so the text is visibly cut. The whole may be too long to write.
    /// </summary>
    private static string Start(string value) => value[..Math.Min(value.Length, MaxTextLength + 1)];
}
