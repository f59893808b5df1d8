namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>An object whose members are entries of a dictionary. Only config.json contains such values.</summary>
internal sealed class MapKind<TKey, TValue>(string expected, Kind<TKey> key, Kind<TValue> entry)
    : Kind<IReadOnlyDictionary<TKey, TValue>>(expected)
    where TKey : notnull
    where TValue : notnull
{
    /// <summary>Integers are sorted as numbers.</summary>
    private static readonly IComparer<TKey> Order =
        CodePointOrder.Comparer as IComparer<TKey> ?? Comparer<TKey>.Default;

    public override bool CanParse => false;

    public override KindFault? Read(JsonSlice json, out IReadOnlyDictionary<TKey, TValue> value)
    {
        value = ValueDictionary<TKey, TValue>.Empty;
        if (!json.IsObject)
        {
            return Check(isValue: false, json);
        }

        Dictionary<string, JsonSlice> members = json.ReadMembers();
        if (members.Count > Settings.Labels.MaxCount)
        {
            return new KindFault(json, $"at most {Settings.Labels.MaxCount} names");
        }

        // If several names mean the same integer, Python uses the last one.
        var entries = new Dictionary<TKey, TValue>(SeededComparer<TKey>.Instance);
        foreach ((string name, JsonSlice text) in members)
        {
            bool isKey = TryParse(name, out TKey id);
            if (
                (entry.Read(text, out TValue read) ?? (isKey ? null : new KindFault(WithName(json, text), Expected))) is
                { } fault
            )
            {
                return fault with { Expected = Expected, Place = $".{Printable.Short(name)}{fault.Place}" };
            }

            entries[id] = read;
        }

        value = ValueDictionary<TKey, TValue>.Create(entries);
        return null;
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<TKey, TValue> value)
    {
        writer.BeginObject();
        foreach (TKey id in value.Keys.Order(Order))
        {
            writer.Name(NameOf(id));
            entry.Write(writer, value[id]);
        }

        writer.EndObject();
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        var members = new SortedDictionary<TKey, JsonSlice>(Order);
        foreach ((string name, JsonSlice text) in json.ReadMembers())
        {
            // The text was read before, so every name is a key.
            _ = TryParse(name, out TKey id);
            members[id] = text;
        }

        writer.BeginObject();
        foreach ((TKey id, JsonSlice text) in members)
        {
            writer.Name(NameOf(id));
            writer.Copy(text);
        }

        writer.EndObject();
        return true;
    }

    public override bool PythonReadsSameValue(JsonSlice json) =>
        json.ReadMembers().Values.All(entry.PythonReadsSameValue);

    private static JsonSlice WithName(JsonSlice map, JsonSlice value)
    {
        int start = value.Start - map.Start;
        List<JsonToken> tape = JsonTape.Read(map.Masked);
        int name = tape[tape.FindIndex(token => token.Start == start) - 1].Start;
        return map.Slice(name, start + value.Length - name);
    }

    private bool TryParse(string name, out TKey value) => key.TryParse(new OptionText(name), out value);

    private static string NameOf(TKey id) => Convert.ToString(id, CultureInfo.InvariantCulture)!;
}
