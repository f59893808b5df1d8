using System.Collections.ObjectModel;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Validation;

/// <summary>Collects failures. Its methods return whether the rule is kept, so that a rule that depends on others is
/// asked only then.</summary>
internal sealed class FailureList
{
    private const int LongestText = 200;

    private readonly List<ConfigFailure> _failures = [];

    public ReadOnlyCollection<ConfigFailure> ToList() => _failures.AsReadOnly();

    public bool Positive(Setting setting, int value) =>
        value > 0 || Add(setting, value, "must be positive", $"Give {setting.Key} a value of 1 or more.");

    public bool NotNegative(Setting setting, int value) =>
        value >= 0 || Add(setting, value, "must not be negative", $"Give {setting.Key} a value of 0 or more.");

    public bool PositiveAndFinite(Setting setting, double value) =>
        (value > 0 && double.IsFinite(value))
        || Add(
            setting,
            PythonJsonWriter.TextOf(value, (writer, value) => writer.Float(value)),
            "must be positive and finite",
            $"Give {setting.Key} the value that the model was trained with."
        );

    public bool Add(Setting setting, int value, string rule, string remedy) =>
        Add(setting, PythonJsonWriter.TextOf(value, (writer, value) => writer.Integer(value)), rule, remedy);

    public bool Add(Setting setting, string value, string rule, string remedy) => Add(setting.Key, value, rule, remedy);

    public bool Add(string key, string value, string rule, string remedy)
    {
        _failures.Add(new ConfigFailure(key, Printable.Short(value, LongestText), rule, remedy));
        return false;
    }

    /// <summary>A string as it would stand in config.json, or as much of it as a failure shows.</summary>
    public static string TextOf(string value) =>
        PythonJsonWriter.TextOf(Start(value), (writer, value) => writer.Text(value));

    /// <summary>A list of strings as it would stand in config.json, or as much of it as a failure shows.</summary>
    public static string TextOf(IEnumerable<string> values)
    {
        string[] first = [.. values.Take(LongestText).Select(Start)];
        return PythonJsonWriter.TextOf(first, (writer, value) => writer.Texts(value));
    }

    /// <summary>More than a failure shows, so that it is seen to be cut; a text may be longer than can be
    /// written.</summary>
    private static string Start(string value) => value[..Math.Min(value.Length, LongestText + 1)];
}
