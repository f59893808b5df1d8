using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Validation;

/// <summary>Collects failures. The caller passes a property or its name, which identifies the setting.</summary>
internal sealed class FailureList(DistributedMixtralConfig config)
{
    private const int MaxTextLength = 200;

    /// <summary>At most this many items of a list are reported one by one, because a file may have millions.</summary>
    private const int MaxItems = 10;

    private readonly List<ConfigFailure> _failures = [];

    public ReadOnlyCollection<ConfigFailure> ToList() => _failures.AsReadOnly();

    public void Positive(double? value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (value is not (null or (> 0 and < double.PositiveInfinity)))
        {
            Add(setting, "must be a positive number", "Give a number above 0.");
        }
    }

    public void NotNegative(double? value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (value < 0)
        {
            Add(setting, "must not be negative", "Give 0 or more.");
        }
    }

    public void NotNegative(TimeSpan value, [CallerArgumentExpression(nameof(value))] string setting = "") =>
        NotNegative(value == Timeout.InfiniteTimeSpan ? null : value.Ticks, setting);

    /// <summary>Checks each item of a list. The function returns the rule that an item breaks, or null.</summary>
    public void CheckEach<T>(
        IReadOnlyList<T> items,
        Kind<T> kind,
        Func<T, string?> findRule,
        string remedy,
        [CallerArgumentExpression(nameof(items))] string setting = ""
    )
    {
        int failed = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (findRule(items[i]) is { } rule && ++failed <= MaxItems)
            {
                string value = PythonJsonWriter.TextOf(items[i], kind.Write);
                Add($"{SettingKey.FromExpression(setting)}[{i}]", value, rule, remedy);
            }
        }

        if (failed > MaxItems)
        {
            Add(setting, $"must be corrected in {failed - MaxItems} more items", remedy);
        }
    }

    public void Add(string setting, string rule, string remedy)
    {
        Setting found = SettingTable.Find(SettingKey.FromExpression(setting))!;
        Add(found.Key, PythonJsonWriter.TextOf(config.RecordOf(found.Part), found.Write), rule, remedy);
    }

    private void Add(string key, string value, string rule, string remedy) =>
        _failures.Add(new ConfigFailure(key, Printable.Short(value, MaxTextLength), rule, remedy));
}
