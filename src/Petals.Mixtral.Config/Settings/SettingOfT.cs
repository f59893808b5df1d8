using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>One setting: its key, the kind of its value, and how a record returns it and is copied with another.</summary>
internal sealed class Setting<TPart, T>(
    ConfigPart part,
    string key,
    Kind<T> kind,
    Func<TPart, T> get,
    Func<TPart, T, TPart> with,
    string name
) : Setting(part, key, name)
    where TPart : class
{
    public Kind<T> Kind => kind;

    public override bool IsNullable => kind.IsNullable;

    public override bool CanParse => kind.CanParse;

    public override bool IsList => kind.IsList;

    public override string ExpectedText => kind.ExpectedText;

    public override bool TryRead(JsonSlice json, out object? value)
    {
        bool isValue = kind.TryRead(json, out T read);
        value = read;
        return isValue;
    }

    public override KindFault FindFault(JsonSlice json) => kind.FindFault(json);

    public override bool TryParse(OptionText option, out object? value)
    {
        bool isValue = kind.TryParse(option, out T parsed);
        value = parsed;
        return isValue;
    }

    public override object With(object part, object? value) => with((TPart)part, (T)value!);

    public override bool AreSame(object left, object right) => kind.AreSame(get((TPart)left), get((TPart)right));

    public override bool IsReadAlike(JsonSlice json) => kind.IsReadAlike(json);

    public override void Write(PythonJsonWriter writer, object part) => kind.Write(writer, get((TPart)part));

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json) => kind.TryCopy(writer, json);

    public override void Describe(SchemaWriter schema) => kind.Describe(schema);
}
