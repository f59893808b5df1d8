using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>
/// Settings that replace those of a model's config.json. Only a property that was set counts, be it set to
/// <see langword="null"/>; one that was not reads as <see langword="null"/>, and the setting stays what the file or the
/// default of the config makes it.
/// </summary>
public abstract class SettingOptions
{
    private readonly Dictionary<Setting, object?> _values = [];

    private protected SettingOptions() { }

    /// <summary>The settings that there are, and what each may hold. The name of a setting is that of its
    /// property.</summary>
    internal abstract IReadOnlyDictionary<Setting, OptionKind> Kinds { get; }

    /// <summary>The keys that a section for these options may have.</summary>
    internal IReadOnlyList<Option> Keys =>
        [
            .. Kinds.Select(kind => new Option(
                kind.Key.ToString(),
                kind.Value,
                section => Set(kind.Key, kind.Value.Read(section))
            )),
        ];

    /// <summary>What was set, as <see cref="ConfigUpdate"/> takes it.</summary>
    internal IEnumerable<KeyValuePair<string, JsonSlice>> Updates =>
        _values.Select(set => KeyValuePair.Create(set.Key.Key(), TextOf(set.Key, set.Value)));

    /// <summary>The value that was set; the default of the type where none was.</summary>
    private protected T? Get<T>(Setting setting) =>
        _values.TryGetValue(setting, out object? value) ? (T?)value : default;

    /// <summary>Sets a value; <see langword="null"/>, where that is none, takes it back.</summary>
    private protected void Set(Setting setting, object? value)
    {
        if (value is null && !Kinds[setting].IsNullable)
        {
            _values.Remove(setting);
        }
        else
        {
            _values[setting] = value;
        }
    }

    private protected static T? Defined<T>(T? value)
        where T : struct, Enum => value is { } member ? Required.Defined(member, nameof(value)) : null;

    private protected static IReadOnlyList<string>? Copied(IReadOnlyList<string>? value) =>
        value is null ? null : ValueList<string>.CopyOf(value);

    private JsonSlice TextOf(Setting setting, object? value)
    {
        if (value is null)
        {
            return JsonSlice.Null;
        }

        var writer = new PythonJsonWriter();
        Kinds[setting].Write(writer, value);
        return writer.ToSlice();
    }
}
