using System.Diagnostics.CodeAnalysis;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>A map by integers, which are sorted as numbers.</summary>
internal abstract class IntegerKeyedKind<TValue>(string expected) : MapKind<int, TValue>(expected)
    where TValue : notnull
{
    public override void Write(PythonJsonWriter writer, IReadOnlyDictionary<int, TValue> value)
    {
        writer.BeginObject();
        foreach (int key in value.Keys.Order())
        {
            writer.Name(key.ToString(CultureInfo.InvariantCulture));
            WriteValue(writer, value[key]);
        }

        writer.EndObject();
    }

    /// <summary>Of different names for the same integer, Python uses the last.</summary>
    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        var members = new SortedDictionary<int, JsonSlice>();
        foreach ((string name, JsonMember member) in MemberOrder.InFileOrder(json))
        {
            // The text was read before, so every name is an integer.
            _ = PythonInteger.TryParse(name, out int key);
            members[key] = member.ValueIn(json);
        }

        writer.BeginObject();
        foreach ((int key, JsonSlice value) in members)
        {
            writer.Name(key.ToString(CultureInfo.InvariantCulture));
            writer.Copy(value);
        }

        writer.EndObject();
        return true;
    }

    protected override bool TryReadEntry(
        string name,
        JsonSlice json,
        out int key,
        [MaybeNullWhen(false)] out TValue value
    )
    {
        value = default;
        return PythonInteger.TryParse(name, out key) && TryReadValue(json, out value);
    }

    protected abstract bool TryReadValue(JsonSlice json, [MaybeNullWhen(false)] out TValue value);

    protected abstract void WriteValue(PythonJsonWriter writer, TValue value);
}
