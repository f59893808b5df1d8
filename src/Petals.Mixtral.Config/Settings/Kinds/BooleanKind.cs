namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class BooleanKind() : Kind<bool>("true or false")
{
    public override KindFault? Read(JsonSlice json, out bool value)
    {
        value = json.Text.SequenceEqual("true"u8);
        return Check(value || json.Text.SequenceEqual("false"u8), json);
    }

    public override void Write(PythonJsonWriter writer, bool value) => writer.Boolean(value);

    protected override bool TryParse(string text, out bool value) => bool.TryParse(text, out value);
}
