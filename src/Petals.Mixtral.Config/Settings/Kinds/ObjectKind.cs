using System.Text.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>An object of any JSON values, which are kept as they are.</summary>
internal sealed class ObjectKind() : Kind<IReadOnlyDictionary<string, JsonElement>>("an object", "object")
{
    public override bool CanParse => false;

    public override bool TryRead(JsonSlice json, out IReadOnlyDictionary<string, JsonElement> value)
    {
        bool isObject = json.Text[0] == '{';
        value = isObject ? JsonMembers.Read(json) : JsonMembers.Empty;
        return isObject;
    }

    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<string, JsonElement> value) =>
        writer.Members((JsonMembers)value);

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        writer.Copy(json);
        return true;
    }
}
