namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>An object whose members are entries of a dictionary. Only config.json contains such values.</summary>
internal sealed class MapKind<TKey, TValue>(string expected, Kind<TValue> entry)
    : Kind<IReadOnlyDictionary<TKey, TValue>>(expected)
    where TKey : IParsable<TKey>
    where TValue : notnull
{
    /// <summary>Integers are sorted as numbers.</summary>
    private static readonly IComparer<TKey> Order =
        CodePointOrder.Comparer as IComparer<TKey> ?? Comparer<TKey>.Default;

    public override bool CanParse => false;

    public override bool TryRead(JsonSlice json, out IReadOnlyDictionary<TKey, TValue> value)
    {
        value = ValueDictionary<TKey, TValue>.Empty;
        if (!json.IsObject)
        {
            return false;
        }

        Dictionary<string, JsonSlice> members = json.ReadMembers();
        if (members.Count > Settings.Labels.MaxCount)
        {
            return false;
        }

        // Of different names for the same integer, Python uses the last.
        var entries = new Dictionary<TKey, TValue>(SeededComparer<TKey>.Instance);
        foreach ((string name, JsonSlice text) in members)
        {
            if (!TryParse(name, out TKey key) || !entry.TryRead(text, out TValue read))
            {
                return false;
            }

            entries[key] = read;
        }

        value = ValueDictionary<TKey, TValue>.Create(entries);
        return true;
    }

    public override KindFault FindFault(JsonSlice json)
    {
        Dictionary<string, JsonSlice> members = json.IsObject ? json.ReadMembers() : [];
        if (members.Count > Settings.Labels.MaxCount)
        {
            return new KindFault("", json, $"at most {Settings.Labels.MaxCount} names");
        }

        foreach ((string name, JsonSlice text) in members)
        {
            if (!TryParse(name, out _) || !entry.TryRead(text, out _))
            {
                KindFault fault = entry.FindFault(text);
                return new KindFault($".{Printable.Short(name)}{fault.Place}", fault.Found, Expected);
            }
        }

        return base.FindFault(json);
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<TKey, TValue> value)
    {
        writer.BeginObject();
        foreach (TKey key in value.Keys.Order(Order))
        {
            writer.Name(NameOf(key));
            entry.Write(writer, value[key]);
        }

        writer.EndObject();
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        var members = new SortedDictionary<TKey, JsonSlice>(Order);
        foreach ((string name, JsonSlice text) in json.ReadMembers())
        {
            // The text was read before, so every name is a key.
            _ = TryParse(name, out TKey key);
            members[key] = text;
        }

        writer.BeginObject();
        foreach ((TKey key, JsonSlice text) in members)
        {
            writer.Name(NameOf(key));
            writer.Copy(text);
        }

        writer.EndObject();
        return true;
    }

    public override bool PythonReadsSameValue(JsonSlice json) =>
        json.ReadMembers().Values.All(entry.PythonReadsSameValue);

    private static bool TryParse(string name, out TKey key)
    {
        bool isKey = TKey.TryParse(name, CultureInfo.InvariantCulture, out TKey? parsed);
        key = parsed!;
        return isKey;
    }

    private static string NameOf(TKey key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;
}
