namespace Petals.Mixtral.Config.Settings;

/// <summary>All settings, sorted by key, which is the order in which Python writes them.</summary>
internal static class SettingTable
{
    /// <summary>The usual distance between two consecutive keys of a file.</summary>
    private const int Nearby = 8;

    private static readonly Setting[] Sorted = Sort();

    private static readonly Setting[] WrittenSettings = Array.FindAll(
        Sorted,
        setting => setting.Role is not (SettingRole.Reserved or SettingRole.ReadOnlyKey)
    );

    public static ReadOnlySpan<Setting> All => Sorted;

    /// <summary>The settings that a file may contain when it is written.</summary>
    public static ReadOnlySpan<Setting> Written => WrittenSettings;

    /// <summary>
    /// Finds a setting by its key. Keys in a file are usually sorted, so the search begins at the previous key.
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

        int low = 0;
        int high = Sorted.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = key.SequenceCompareTo(Sorted[middle].Utf8Key);
            if (order == 0)
            {
                return Sorted[middle];
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    public static Setting? Find(string key) => Find(Encoding.UTF8.GetBytes(key));

    private static Setting[] Sort()
    {
        Setting[] settings =
        [
            .. PretrainedSettings.All,
            .. MixtralSettings.All,
            .. ClientSettings.All,
            .. PTuneSettings.All,
            .. LMHeadSettings.All,
            .. ReservedKeys.All,
        ];
        Array.Sort(settings, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (int i = 0; i < settings.Length; i++)
        {
            settings[i].Index = i;
        }

        return settings;
    }
}
