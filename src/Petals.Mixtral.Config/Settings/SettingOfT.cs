namespace Petals.Mixtral.Config.Settings;

internal abstract class Setting<T>(ConfigPart part, string key, Kind<T> kind, string name) : Setting(part, key, name)
{
    public override Kind<T> Kind => kind;

    public override KindFault? Read(JsonSlice json, out object? value)
    {
        KindFault? fault = kind.Read(json, out T read);
        value = read;
        return fault;
    }

    public override bool TryParse(OptionText option, out object? value)
    {
        bool isValue = kind.TryParse(option, out T parsed);
        value = parsed;
        return isValue;
    }
}
