using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>A kind of class, or null.</summary>
internal sealed class OptionalKind<T>(Kind<T> inner) : Kind<T?>($"{inner.Expected}, or null")
    where T : class
{
    public override string ExpectedText => $"{inner.ExpectedText}, or null";

    public override bool IsNullable => true;

    public override bool CanParse => inner.CanParse;

    public override bool IsList => inner.IsList;

    public override bool TryRead(JsonSlice json, out T? value)
    {
        bool isNull = json.IsNull;
        value = null;
        return isNull || inner.TryRead(json, out value);
    }

    public override KindFault FindFault(JsonSlice json) => inner.FindFault(json).OrNull(inner.Expected, Expected);

    public override bool TryParse(OptionText option, out T? value)
    {
        if (inner.TryParse(option, out T parsed))
        {
            value = parsed;
            return true;
        }

        // An environment variable cannot contain null. An empty text that is not a value means it.
        value = null;
        return option is { Text: "", Items: null };
    }

    public override void Write(PythonJsonWriter writer, T? value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            inner.Write(writer, value);
        }
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json) => inner.TryCopy(writer, json);

    public override bool IsReadAlike(JsonSlice json) => inner.IsReadAlike(json);

    public override void Describe(SchemaWriter schema) => inner.Describe(schema);
}
