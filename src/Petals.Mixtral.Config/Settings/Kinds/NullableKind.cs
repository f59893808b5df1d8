using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>A kind of struct, or null.</summary>
internal sealed class NullableKind<T>(Kind<T> inner) : Kind<T?>($"{inner.Expected}, or null")
    where T : struct
{
    public override string ExpectedText => $"{inner.ExpectedText}, or null";

    public override bool IsNullable => true;

    public override bool CanParse => inner.CanParse;

    public override bool IsList => inner.IsList;

    public override bool TryRead(JsonSlice json, out T? value)
    {
        bool isValue = inner.TryRead(json, out T read);
        value = isValue ? read : null;
        return isValue || json.IsNull;
    }

    public override KindFault FindFault(JsonSlice json) => inner.FindFault(json).OrNull(inner.Expected, Expected);

    public override bool TryParse(OptionText option, out T? value)
    {
        bool isValue = inner.TryParse(option, out T parsed);
        value = isValue ? parsed : null;

        // An environment variable cannot contain null. An empty text that is not a value means it.
        return isValue || option is { Text: "", Items: null };
    }

    public override void Write(PythonJsonWriter writer, T? value)
    {
        if (value is { } known)
        {
            inner.Write(writer, known);
        }
        else
        {
            writer.Null();
        }
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json) => inner.TryCopy(writer, json);

    public override void Describe(SchemaWriter schema) => inner.Describe(schema);
}
