namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class IntegerKind() : Kind<int>("an integer of 32 bits")
{
    public override KindFault? Read(JsonSlice json, out int value) =>
        Check(JsonScalar.TryReadInt32(json, out value), json);

    public override void Write(PythonJsonWriter writer, int value) => writer.Integer(value);

    protected override bool TryParse(string text, out int value) => PythonInteger.TryParse(text, out value);
}
