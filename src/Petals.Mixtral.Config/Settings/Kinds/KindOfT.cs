namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Reads and writes one kind of value.</summary>
internal abstract class Kind<TValue>(string expected, string schemaType) : Kind(expected, schemaType)
{
    /// <summary>Reads the value from config.json. The text is valid JSON.</summary>
    public abstract bool TryRead(JsonSlice json, out TValue value);

    /// <summary>Reads a list of values.</summary>
    public bool TryReadItems(JsonSlice json, out TValue[] values)
    {
        values = [];
        if (json.Text[0] != '[')
        {
            return false;
        }

        List<JsonSlice> items = json.ReadItems();
        values = new TValue[items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!TryRead(items[i], out values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds the item of a list that cannot be read.</summary>
    public KindFault FindItemFault(JsonSlice json, string expectedList)
    {
        List<JsonSlice> items = json.Text[0] == '[' ? json.ReadItems() : [];
        int index = items.FindIndex(item => !TryRead(item, out _));
        return index < 0
            ? new KindFault("", json, expectedList)
            : new KindFault($"[{index}]", items[index], expectedList);
    }

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
