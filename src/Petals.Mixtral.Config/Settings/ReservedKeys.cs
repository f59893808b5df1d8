namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// Keys that are neither settings nor extra attributes: those that Python drops when it writes a config, and the class
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

    public static bool Contains(ReadOnlySpan<byte> key, bool withPetals) =>
        Contains(Dropped, key) || (withPetals && Contains(ClassAttributes, key));

    public static bool IsDropped(string key) => Dropped.Contains(key);

    public static bool IsClassAttribute(string key) => ClassAttributes.Contains(key);

    private static bool Contains(string[] keys, ReadOnlySpan<byte> key)
    {
        foreach (string candidate in keys)
        {
            if (Ascii.Equals(key, candidate))
            {
                return true;
            }
        }

        return false;
    }
}
