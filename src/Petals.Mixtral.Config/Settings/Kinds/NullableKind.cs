namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>A kind whose values may be null.</summary>
/// <param name="inner">The kind of the other values.</param>
/// <param name="toNullable">Converts a value, because a nullable struct is another type.</param>
internal sealed class NullableKind<T, TNullable>(Kind<T> inner, Func<T, TNullable> toNullable) : Kind<TNullable>
{
    public override string Expected => $"{inner.Expected}, or null";

    public override string ExpectedText => $"{inner.ExpectedText}, or null";

    public override bool IsNullable => true;

    public override bool CanParse => inner.CanParse;

    public override bool IsList => inner.IsList;

    public override KindFault? Read(JsonSlice json, out TNullable value)
    {
        value = default!;
        if (json.IsNull)
        {
            return null;
        }

        KindFault? fault = inner.Read(json, out T read);
        value = fault is null ? toNullable(read) : value;
        return fault is not null && fault.Expected == inner.Expected ? fault with { Expected = Expected } : fault;
    }

    public override bool TryParse(OptionText option, out TNullable value)
    {
        bool isValue = inner.TryParse(option, out T parsed);
        value = isValue ? toNullable(parsed) : default!;

        // An environment variable cannot contain null, so an empty text means null unless it is a value of this kind.
        return isValue || option is { Text: "", Items: null };
    }

    public override void Write(PythonJsonWriter writer, TNullable value)
    {
        if (value is T known)
        {
            inner.Write(writer, known);
        }
        else
        {
            writer.Null();
        }
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        if (!json.IsNull)
        {
            return inner.TryCopy(writer, json);
        }

        writer.Null();
        return true;
    }

    public override bool PythonReadsSameValue(JsonSlice json) => json.IsNull || inner.PythonReadsSameValue(json);
}
