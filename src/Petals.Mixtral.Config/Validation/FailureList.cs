using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Validation;

/// <summary>Collects failures. The property that the caller passes as a value names the setting.</summary>
internal sealed class FailureList
{
    private const int MaxTextLength = 200;

    /// <summary>The items of one list that are reported one by one. A file may have millions.</summary>
    private const int MaxItems = 10;

    private readonly List<ConfigFailure> _failures = [];

    public ReadOnlyCollection<ConfigFailure> ToList() => _failures.AsReadOnly();

    public void Positive(int? value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (value <= 0)
        {
            Add(value, "must be positive", "Give 1 or more.", setting);
        }
    }

    public void PositiveAndFinite(double value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            Add(value, "must be positive and finite", "Give the value that the model was trained with.", setting);
        }
    }

    public void NotNegative(int? value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (value < 0)
        {
            Add(value, "must not be negative", "Give 0 or more.", setting);
        }
    }

    public void NotNegative(TimeSpan value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            Add(value, "must not be negative", "Give 0 or more seconds.", setting);
        }
    }

    /// <summary>Checks each item of a list. The function returns the rule that an item breaks, or null.</summary>
    public void CheckEach<T>(
        IReadOnlyList<T> items,
        Func<T, string?> findRule,
        string remedy,
        [CallerArgumentExpression(nameof(items))] string setting = ""
    )
    {
        string key = SettingKey.FromExpression(setting);
        int failed = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (findRule(items[i]) is { } rule && ++failed <= MaxItems)
            {
                AddText($"{key}[{i}]", TextOf(items[i]), rule, remedy);
            }
        }

        if (failed > MaxItems)
        {
            string rule = $"must be corrected in {failed - MaxItems} more items";
            AddText(key, $"[{TextOf(items[0])}, …]", rule, remedy);
        }
    }

    public void Add(
        object? value,
        string rule,
        string remedy,
        [CallerArgumentExpression(nameof(value))] string setting = ""
    ) => AddText(SettingKey.FromExpression(setting), TextOf(value), rule, remedy);

    /// <summary>A value as in config.json, or as much of it as a failure shows.</summary>
    public static string TextOf(object? value) => PythonJsonWriter.TextOf(value, Write);

    private void AddText(string key, string value, string rule, string remedy) =>
        _failures.Add(new ConfigFailure(key, Printable.Short(value, MaxTextLength), rule, remedy));

    private static void Write(PythonJsonWriter writer, object? value)
    {
        switch (value)
        {
            case int number:
                writer.Integer(number);
                break;
            case double number:
                writer.Float(number);
                break;
            case TimeSpan time:
                Kind.Seconds.Write(writer, time);
                break;
            case string text:
                writer.Text(Start(text));
                break;
            case IEnumerable<string> texts:
                Kind.TextList.Write(writer, [.. texts.Take(MaxTextLength).Select(Start)]);
                break;
        }
    }

    /// <summary>
    /// One character more than a failure shows, so the text is visibly cut. The whole may be too long to write.
    /// </summary>
    private static string Start(string value) => value[..Math.Min(value.Length, MaxTextLength + 1)];
}
