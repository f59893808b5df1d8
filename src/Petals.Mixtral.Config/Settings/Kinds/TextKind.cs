namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TextKind() : Kind<string>("a string")
{
    public override bool TryRead(JsonSlice json, out string value) => JsonScalar.TryReadString(json, out value);

    public override void Write(PythonJsonWriter writer, string value) => writer.Text(value);

    protected override bool TryParse(string text, out string value)
    {
        value = text;
        return true;
    }
}
