namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TextKind() : Kind<string>("a string")
{
    public override KindFault? Read(JsonSlice json, out string value) =>
        Check(JsonScalar.TryReadString(json, out value), json);

    public override void Write(PythonJsonWriter writer, string value) => writer.Text(value);

    protected override bool TryParse(string text, out string value)
    {
        value = text;
        return true;
    }
}
