namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// Keys that are neither values nor extra attributes: those that Python drops when it writes a config, and the class
/// attributes of Petals, which a file cannot change.
/// </summary>
internal static class ReservedKeys
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. Reserve(
            ConfigPart.Pretrained,
            "_attn_implementation",
            "_attn_implementation_internal",
            "_auto_class",
            "_commit_hash",
            "attn_implementation",
            "xla_device"
        ),
        .. Reserve(ConfigPart.Client, "attn_class", "block_class", "block_prefix", "num_key_value_groups"),
    ];

    private static IReadOnlyList<Setting> Reserve(ConfigPart part, params string[] keys)
    {
        var list = new SettingList<object>(part);
        Array.ForEach(keys, key => list.Add(Kind.Text, _ => "", SettingRole.Reserved, key: key));
        return list.All;
    }
}
