namespace Petals.Mixtral.Config.Settings.Kinds;

internal sealed class ListKind<T>(string expected, Kind<T> item) : Kind<IReadOnlyList<T>>(expected)
    where T : notnull
{
    private delegate bool Converter<TSource>(TSource source, out T value);

    public override string ExpectedText => $"{Expected} (items :0, :1 …)";

    public override bool IsList => true;

    public override bool TryRead(JsonSlice json, out IReadOnlyList<T> value)
    {
        value = ValueList<T>.Empty;
        return json.Text[0] == '[' && TryConvert<JsonSlice>(json.ReadItems(), item.TryRead, out value);
    }

    /// <summary>Finds the first item that cannot be read.</summary>
    public override KindFault FindFault(JsonSlice json)
    {
        List<JsonSlice> items = json.Text[0] == '[' ? json.ReadItems() : [];
        int index = items.FindIndex(text => !item.TryRead(text, out _));
        return index < 0 ? base.FindFault(json) : new KindFault($"[{index}]", items[index], Expected);
    }

    public override bool TryParse(OptionText option, out IReadOnlyList<T> value)
    {
        if (option.Items is null || !string.IsNullOrEmpty(option.Text))
        {
            // Configuration providers turn [] into an empty text.
            value = ValueList<T>.Empty;
            return option is { Text: "", Items: null };
        }

        return TryConvert(
            option.Items,
            (string? text, out T value) => item.TryParse(new OptionText(text), out value),
            out value
        );
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

    private static bool TryConvert<TSource>(
        IReadOnlyList<TSource> sources,
        Converter<TSource> convert,
        out IReadOnlyList<T> values
    )
    {
        values = ValueList<T>.Empty;
        var converted = new T[sources.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            if (!convert(sources[i], out converted[i]))
            {
                return false;
            }
        }

        values = ValueList<T>.Create(converted);
        return true;
    }
}
