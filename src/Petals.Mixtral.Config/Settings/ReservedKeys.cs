using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// Keys that are neither values nor extra attributes: those that Python drops when it writes a config, and the class
/// attributes of Petals, which a file cannot change.
/// </summary>
internal static class ReservedKeys
{
    private static readonly string[] Dropped =
    [
        "_attn_implementation",
        "_attn_implementation_internal",
        "_auto_class",
        "_commit_hash",
        "attn_implementation",
        "xla_device",
    ];

    private static readonly string[] ClassAttributes =
    [
        "attn_class",
        "block_class",
        "block_prefix",
        "num_key_value_groups",
    ];

    public static IEnumerable<Setting> All =>
        [
            .. Dropped.Select(key => Create(ConfigPart.Pretrained, key)),
            .. ClassAttributes.Select(key => Create(ConfigPart.Client, key)),
        ];

    private static Setting<object, string> Create(ConfigPart part, string key) =>
        new(part, key, Kind.Text, _ => "", key) { Role = SettingRole.Reserved };
}
