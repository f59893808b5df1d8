namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Reads and writes one kind of value.</summary>
internal abstract class Kind<TValue>(string expected = "") : Kind(expected)
{
    /// <summary>Reads the value from config.json. The text is valid JSON. Returns null if it is such a value.</summary>
    public abstract KindFault? Read(JsonSlice json, out TValue value);

    /// <summary>Parses the value from a configuration.</summary>
    public virtual bool TryParse(OptionText option, out TValue value)
    {
        value = default!;
        return option is { Text: { } text, Items: null } && TryParse(text, out value);
    }

    /// <summary>Writes the value as Python spells it.</summary>
    public abstract void Write(PythonJsonWriter writer, TValue value);

    public virtual bool AreSame(TValue left, TValue right) => EqualityComparer<TValue>.Default.Equals(left, right);

    protected virtual bool TryParse(string text, out TValue value)
    {
        value = default!;
        return false;
    }
}
