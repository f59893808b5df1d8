namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Labels by id: <c>id2label</c>.</summary>
internal sealed class LabelsKind() : IntegerKeyedKind<string>("an object with integer names and string values")
{
    /// <summary>Python accepts a number or a Boolean as a label. Here it becomes the text that Python writes.</summary>
    protected override bool TryReadValue(JsonSlice json, out string value)
    {
        value = "";
        switch (json.Text[0])
        {
            case (byte)'"':
                value = JsonText.Decode(json.Text);
                return true;
            case (byte)'{':
                bool isFloat = TaggedFloat.TryParse(json, out double number);
                value = isFloat ? PythonJsonWriter.TextOf(number, static (writer, number) => writer.Float(number)) : "";
                return isFloat;
            case (byte)'[' or (byte)'n':
                return false;
            default:
                value = PythonJsonWriter.TextOf(json, static (writer, json) => writer.Copy(json));
                return true;
        }
    }

    protected override void WriteValue(PythonJsonWriter writer, string value) => writer.Text(value);
}
