namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class DtypeKind() : Kind<TorchDtype>("the name of a dtype, such as \"bfloat16\"")
{
    public override string ExpectedText => "the name of a PyTorch dtype, such as bfloat16";

    public override KindFault? Read(JsonSlice json, out TorchDtype value)
    {
        value = TorchDtype.Auto;
        return Check(JsonScalar.TryReadString(json, out string name) && TryParse(name, out value), json);
    }

    public override void Write(PythonJsonWriter writer, TorchDtype value) => writer.Text(value.Name);

    /// <summary>
    /// Python reads the text into a dtype, and writes its bare name: torch.bfloat16 becomes bfloat16.
    /// </summary>
    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json) => false;

    protected override bool TryParse(string text, out TorchDtype value)
    {
        bool isName = TorchDtype.TryParse(text, out TorchDtype? dtype);
        value = dtype ?? TorchDtype.Auto;
        return isName;
    }
}
