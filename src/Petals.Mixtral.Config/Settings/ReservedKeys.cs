namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// Keys that are neither values nor extra attributes: those that Python drops when it writes a config, and the class
/// attributes of Petals, which a file cannot change.
/// </summary>
internal static class ReservedKeys
{
    private static readonly SettingList<object> Dropped = new(ConfigPart.Pretrained);
    private static readonly SettingList<object> ClassAttributes = new(ConfigPart.Client);

    public static IReadOnlyList<Setting> All { get; } =
    [
        Add(Dropped, "_attn_implementation"),
        Add(Dropped, "_attn_implementation_internal"),
        Add(Dropped, "_auto_class"),
        Add(Dropped, "_commit_hash"),
        Add(Dropped, "attn_implementation"),
        Add(Dropped, "xla_device"),
        Add(ClassAttributes, "attn_class"),
        Add(ClassAttributes, "block_class"),
        Add(ClassAttributes, "block_prefix"),
        Add(ClassAttributes, "num_key_value_groups"),
    ];

    private static Setting<string> Add(SettingList<object> list, string key) =>
        list.Add(Kind.Text, _ => "", SettingRole.Reserved, key: key);
}
