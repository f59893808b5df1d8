namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>
/// A label. Python accepts a number or a Boolean as a label. Here it becomes the text that Python writes.
/// </summary>
internal sealed class LabelKind() : Kind<string>("a string")
{
    public override KindFault? Read(JsonSlice json, out string value)
    {
        bool isTagged = TaggedFloat.TryParse(json, out double number);
        value = json.Text[0] switch
        {
            (byte)'"' => JsonText.Decode(json.Text),
            (byte)'{' when isTagged => PythonJsonWriter.TextOf(number, Number.Write),
            (byte)'{' or (byte)'[' or (byte)'n' => "",
            _ => PythonJsonWriter.TextOf(json, static (writer, json) => writer.Copy(json)),
        };
        return Check(isTagged || json.Text[0] is not ((byte)'{' or (byte)'[' or (byte)'n'), json);
    }

    public override void Write(PythonJsonWriter writer, string value) => writer.Text(value);
}
