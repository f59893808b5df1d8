namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>The id of a label. Some published files write it as a string.</summary>
internal sealed class LabelIdKind() : Kind<int>("an integer")
{
    public override KindFault? Read(JsonSlice json, out int value)
    {
        bool isId = JsonScalar.TryReadString(json, out string text)
            ? PythonInteger.TryParse(text, out value)
            : JsonScalar.TryReadInt32(json, out value);
        return Check(isId, json);
    }

    public override void Write(PythonJsonWriter writer, int value) => writer.Integer(value);

    /// <summary>Python keeps a string, and no default contains one.</summary>
    public override bool PythonReadsSameValue(JsonSlice json) => json.Text[0] != '"';
}
