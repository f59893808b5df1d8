using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class TextListKind() : Kind<IReadOnlyList<string>>("a list of strings")
{
    public override bool IsList => true;

    public override bool TryRead(JsonSlice json, out IReadOnlyList<string> value)
    {
        value = ValueList<string>.Empty;
        if (json.Text[0] != '[')
        {
            return false;
        }

        List<JsonSlice> items = json.ReadItems();
        string[] texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!JsonScalar.TryReadString(items[i], out texts[i]))
            {
                return false;
            }
        }

        value = ValueList<string>.Of(texts);
        return true;
    }

    public override KindFault FindFault(JsonSlice json) =>
        ItemFault.Find(json, Expected, item => JsonScalar.TryReadString(item, out _));

    /// <summary>Configuration providers turn <c>[]</c> into an empty text.</summary>
    public override bool TryParse(OptionText option, out IReadOnlyList<string> value)
    {
        value = ValueList<string>.Empty;
        if (option.Items is not { } items)
        {
            return option.Text is "";
        }

        if (items.Any(item => item is null))
        {
            return false;
        }

        value = ValueList<string>.Of([.. items!]);
        return true;
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyList<string> value) => writer.Texts(value);

    public override void Describe(SchemaWriter schema)
    {
        schema.Type("array");
        schema.Items("string");
    }
}
