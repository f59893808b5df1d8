using System.Text.Json.Nodes;

namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TextListKind() : Kind<IReadOnlyList<string>>("a list of strings", "array")
{
    public override bool IsList => true;

    public override bool TryRead(JsonSlice json, out IReadOnlyList<string> value)
    {
        bool areTexts = Text.TryReadItems(json, out string[] texts);
        value = ValueList<string>.Create(texts);
        return areTexts;
    }

    public override KindFault FindFault(JsonSlice json) => Text.FindItemFault(json, Expected);

    public override bool TryParse(OptionText option, out IReadOnlyList<string> value)
    {
        value = ValueList<string>.Empty;
        if (option.Items is not { } items)
        {
            // Configuration providers turn [] into an empty text.
            return option.Text is "";
        }

        if (items.Contains(null))
        {
            return false;
        }

        value = ValueList<string>.Create([.. items!]);
        return true;
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyList<string> value) => writer.Texts(value);

    public override JsonObject CreateSchema()
    {
        JsonObject schema = base.CreateSchema();
        schema["items"] = new JsonObject { ["type"] = "string" };
        return schema;
    }
}
