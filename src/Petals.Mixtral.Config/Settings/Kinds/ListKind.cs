namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class ListKind<T>(string expected, Kind<T> item) : Kind<IReadOnlyList<T>>(expected)
    where T : notnull
{
    public override string ExpectedText => $"{Expected} (items :0, :1 …)";

    public override bool IsList => true;

    public override KindFault? Read(JsonSlice json, out IReadOnlyList<T> value)
    {
        value = ValueList<T>.Empty;
        if (json.Text[0] != '[')
        {
            return Check(isValue: false, json);
        }

        List<JsonSlice> texts = json.ReadItems();
        var items = new T[texts.Count];
        for (int i = 0; i < items.Length; i++)
        {
            if (item.Read(texts[i], out items[i]) is { } fault)
            {
                return fault with { Expected = Expected, Place = $"[{i}]{fault.Place}" };
            }
        }

        value = ValueList<T>.Create(items);
        return null;
    }

    public override bool TryParse(OptionText option, out IReadOnlyList<T> value)
    {
        // Configuration providers turn [] into an empty text.
        value = ValueList<T>.Empty;
        if (option.Items is null || !string.IsNullOrEmpty(option.Text))
        {
            return option is { Text: "", Items: null };
        }

        var items = new T[option.Items.Count];
        for (int i = 0; i < items.Length; i++)
        {
            if (!item.TryParse(new OptionText(option.Items[i]), out items[i]))
            {
                return false;
            }
        }

        value = ValueList<T>.Create(items);
        return true;
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyList<T> value)
    {
        writer.BeginArray();
        for (int i = 0; i < value.Count; i++)
        {
            item.Write(writer, value[i]);
        }

        writer.EndArray();
    }
}
