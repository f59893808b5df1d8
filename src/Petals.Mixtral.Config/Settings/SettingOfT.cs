using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// One setting: its key, the kind of its value, and how to get it from a record.
/// </summary>
internal sealed class Setting<TPart, T>(ConfigPart part, string key, Kind<T> kind, Func<TPart, T> get, string name)
    : Setting(part, key, name)
    where TPart : class
{
    public override Kind<T> Kind => kind;

    public override bool TryRead(JsonSlice json, out object? value)
    {
        bool isValue = kind.TryRead(json, out T read);
        value = read;
        return isValue;
    }

    public override bool TryParse(OptionText option, out object? value)
    {
        bool isValue = kind.TryParse(option, out T parsed);
        value = parsed;
        return isValue;
    }

    public override bool AreSame(object left, object right) => kind.AreSame(get((TPart)left), get((TPart)right));

    public override void Write(PythonJsonWriter writer, object part) => kind.Write(writer, get((TPart)part));
}
