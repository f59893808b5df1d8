namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Ids by label: <c>label2id</c>.</summary>
internal sealed class LabelIdsKind() : MapKind<string, int>("an object with integer values")
{
    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<string, int> value)
    {
        writer.BeginObject();
        foreach (string label in value.Keys.Order(Comparer<string>.Create(CodePointOrder.Compare)))
        {
            writer.Name(label);
            writer.Integer(value[label]);
        }

        writer.EndObject();
    }

    /// <summary>Python keeps an id that is a string as a string, which no default contains.</summary>
    public override bool PythonReadsSameValue(JsonSlice json) =>
        json.IsNull || MemberOrder.InFileOrder(json).Values.All(member => member.ValueIn(json).Text[0] != '"');

    /// <summary>Some published files write the ids as strings.</summary>
    protected override bool TryReadEntry(string name, JsonSlice json, out string key, out int value)
    {
        key = name;
        return json.Text[0] == '"'
            ? PythonInteger.TryParse(JsonText.Decode(json.Text), out value)
            : JsonScalar.TryReadInt32(json, out value);
    }
}
