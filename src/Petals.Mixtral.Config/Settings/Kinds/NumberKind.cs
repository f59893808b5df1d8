namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class NumberKind() : Kind<double>("a number")
{
    public override KindFault? Read(JsonSlice json, out double value) =>
        Check(JsonScalar.TryReadDouble(json, out value), json);

    public override void Write(PythonJsonWriter writer, double value) => writer.Float(value);

    /// <summary>Compares the bits: -0.0 and 0.0 are written differently.</summary>
    public override bool AreSame(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    protected override bool TryParse(string text, out double value) => PythonFloat.TryParse(text, out value);
}
