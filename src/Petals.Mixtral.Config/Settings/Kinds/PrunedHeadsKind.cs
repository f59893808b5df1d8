namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Pruned heads by layer: <c>pruned_heads</c>.</summary>
internal sealed class PrunedHeadsKind()
    : IntegerKeyedKind<IReadOnlyList<int>>("an object with integer names and lists of integers")
{
    protected override bool TryReadValue(JsonSlice json, out IReadOnlyList<int> value)
    {
        bool areHeads = Integer.TryReadItems(json, out int[] heads);
        value = ValueList<int>.Create(heads);
        return areHeads;
    }

    /// <summary>Of a list, only the wrong item is shown.</summary>
    protected override KindFault FindEntryFault(JsonSlice json) => Integer.FindItemFault(json, Expected);

    protected override void WriteValue(PythonJsonWriter writer, IReadOnlyList<int> value) => writer.Integers(value);
}
