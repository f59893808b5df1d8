using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

/// <summary>Finds the item of a list that is not what it should be.</summary>
internal static class ItemFault
{
    public static KindFault Find(JsonSlice json, string expected, Predicate<JsonSlice> isValid)
    {
        List<JsonSlice> items = json.Text[0] == '[' ? json.ReadItems() : [];
        int index = items.FindIndex(item => !isValid(item));
        return index < 0 ? new KindFault("", json, expected) : new KindFault($"[{index}]", items[index], expected);
    }
}
