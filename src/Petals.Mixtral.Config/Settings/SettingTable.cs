namespace Petals.Mixtral.Config.Settings;

/// <summary>All settings, sorted by key, which is the order in which Python writes them.</summary>
internal static class SettingTable
{
    /// <summary>The usual distance between two consecutive keys of a file.</summary>
    private const int Nearby = 8;

    private static readonly Setting[] Sorted = Sort([
        .. PretrainedSettings.All,
        .. MixtralSettings.All,
        .. ClientSettings.All,
        .. PTuneSettings.All,
        .. LMHeadSettings.All,
    ]);

    private static readonly Setting[] Reserved = Sort([.. ReservedKeys.All]);

    public static ReadOnlySpan<Setting> All => Sorted;

    /// <summary>
    /// Finds a setting or a reserved key. Keys in a file are usually sorted, so the search begins at the previous key.
    /// </summary>
    public static Setting? Find(ReadOnlySpan<byte> key, int previous = 0)
    {
        foreach (Setting candidate in All.Slice(previous, Math.Min(Nearby, Sorted.Length - previous)))
        {
            if (key.SequenceEqual(candidate.Utf8Key))
            {
                return candidate;
            }
        }

        return Search(Sorted, key) ?? Search(Reserved, key);
    }

    public static Setting? Find(string key) => Find(Encoding.UTF8.GetBytes(key));

    private static Setting? Search(ReadOnlySpan<Setting> settings, ReadOnlySpan<byte> key)
    {
        int index = settings.BinarySearch(new KeyOrder(key));
        return index < 0 ? null : settings[index];
    }

    private static Setting[] Sort(Setting[] settings)
    {
        Array.Sort(settings, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (int i = 0; i < settings.Length; i++)
        {
            settings[i].Index = i;
        }

        return settings;
    }

    private readonly ref struct KeyOrder(ReadOnlySpan<byte> key) : IComparable<Setting>
    {
        private readonly ReadOnlySpan<byte> _key = key;

        public int CompareTo(Setting? other) => _key.SequenceCompareTo(other!.Utf8Key);
    }
}
