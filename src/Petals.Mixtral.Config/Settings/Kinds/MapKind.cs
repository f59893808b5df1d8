using System.Diagnostics.CodeAnalysis;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>An object whose members are entries of a dictionary. Only config.json contains such values.</summary>
internal abstract class MapKind<TKey, TValue>(string expected)
    : Kind<IReadOnlyDictionary<TKey, TValue>>(expected, "object")
    where TKey : notnull
    where TValue : notnull
{
    public override bool CanParse => false;

    public override bool TryRead(JsonSlice json, out IReadOnlyDictionary<TKey, TValue> value)
    {
        value = ValueDictionary<TKey, TValue>.Empty;
        if (json.Text[0] != '{')
        {
            return false;
        }

        Dictionary<string, JsonMember> members = MemberOrder.InFileOrder(json);
        if (members.Count > Settings.Labels.MaxCount)
        {
            return false;
        }

        var entries = new Dictionary<TKey, TValue>(SeededComparer<TKey>.Instance);
        foreach ((string name, JsonMember member) in members)
        {
            if (!TryReadEntry(name, member.ValueIn(json), out TKey? key, out TValue? entry))
            {
                return false;
            }

            entries[key] = entry;
        }

        value = ValueDictionary<TKey, TValue>.Create(entries);
        return true;
    }

    public override KindFault FindFault(JsonSlice json)
    {
        if (json.Text[0] != '{')
        {
            return base.FindFault(json);
        }

        Dictionary<string, JsonMember> members = MemberOrder.InFileOrder(json);
        if (members.Count > Settings.Labels.MaxCount)
        {
            return new KindFault("", json, $"at most {Settings.Labels.MaxCount} names");
        }

        (string name, JsonMember wrong) = members.FirstOrDefault(member =>
            !TryReadEntry(member.Key, member.Value.ValueIn(json), out _, out _)
        );
        if (name is null)
        {
            return base.FindFault(json);
        }

        string place = $".{Printable.Short(name)}";
        KindFault fault = FindEntryFault(wrong.ValueIn(json));
        return fault.Place.Length == 0
            ? new KindFault(place, wrong.WholeIn(json), Expected)
            : fault with
            {
                Place = place + fault.Place,
            };
    }

    public override bool TryCopy(PythonJsonWriter writer, JsonSlice json)
    {
        writer.Copy(json);
        return true;
    }

    /// <summary>Finds what is wrong inside the value of an entry.</summary>
    protected virtual KindFault FindEntryFault(JsonSlice json) => new("", json, Expected);

    protected abstract bool TryReadEntry(
        string name,
        JsonSlice json,
        [MaybeNullWhen(false)] out TKey key,
        [MaybeNullWhen(false)] out TValue value
    );
}
