namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>
/// A label. Python accepts a number or a Boolean as a label. Here it becomes the text that Python writes.
/// </summary>
internal sealed class LabelKind() : Kind<string>("a string")
{
    public override bool TryRead(JsonSlice json, out string value)
    {
        bool isTagged = TaggedFloat.TryParse(json, out double number);
        if (json.IsNull || json.Text[0] is (byte)'[' || (json.IsObject && !isTagged))
        {
            value = "";
            return false;
        }

        value =
            isTagged ? PythonJsonWriter.TextOf(number, static (writer, number) => writer.Float(number))
            : json.Text[0] is (byte)'"' ? JsonText.Decode(json.Text)
            : PythonJsonWriter.TextOf(json, static (writer, json) => writer.Copy(json));
        return true;
    }

    public override void Write(PythonJsonWriter writer, string value) => writer.Text(value);
}
