using Petals.Mixtral.Config.Json;

namespace Petals.Mixtral.Config.Settings.Kinds;

internal static class IntegerList
{
    public static bool TryRead(JsonSlice json, out int[] values)
    {
        List<JsonSlice> items = json.ReadItems();
        values = new int[items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!JsonScalar.TryReadInt32(items[i], out values[i]))
            {
                return false;
            }
        }

        return true;
    }
}
