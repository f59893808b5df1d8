namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>An object of any JSON values, which are kept unchanged.</summary>
internal sealed class ObjectKind() : Kind<IReadOnlyDictionary<string, JsonElement>>("an object")
{
    public override bool CanParse => false;

    public override KindFault? Read(JsonSlice json, out IReadOnlyDictionary<string, JsonElement> value)
    {
        value = json.IsObject ? JsonMembers.Create(json.ReadMembers()) : JsonMembers.Empty;
        return Check(json.IsObject, json);
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<string, JsonElement> value) =>
        writer.Members((JsonMembers)value);

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        writer.Copy(json);
        return true;
    }
}
