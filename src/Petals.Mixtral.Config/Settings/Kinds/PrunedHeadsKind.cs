using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Pruned heads by layer: <c>pruned_heads</c>.</summary>
internal sealed class PrunedHeadsKind()
    : IntegerKeyedKind<IReadOnlyList<int>>("an object with integer names and lists of integers")
{
    public override KindFault FindFault(JsonSlice json)
    {
        KindFault fault = base.FindFault(json);
        if (fault.Place.Length == 0)
        {
            return fault;
        }

        // Of a list, the wrong item is shown instead of the whole member.
        (_, JsonMember member) = MemberOrder.InPlace(json).First(member => member.Value.WholeIn(json) == fault.Found);
        KindFault item = ItemFault.Find(member.ValueIn(json), Expected, heads => JsonScalar.TryReadInt32(heads, out _));
        return item.Place.Length == 0 ? fault : item with { Place = fault.Place + item.Place };
    }

    protected override bool TryReadValue(JsonSlice json, out IReadOnlyList<int> value)
    {
        value = ValueList<int>.Empty;
        if (json.Text[0] != '[' || !IntegerList.TryRead(json, out int[] heads))
        {
            return false;
        }

        value = ValueList<int>.Of(heads);
        return true;
    }

    protected override void WriteValue(PythonJsonWriter writer, IReadOnlyList<int> value) => writer.Integers(value);
}
