namespace Petals.Mixtral.Config.Blocks;

/// <summary>How the size of an attention cache is counted.</summary>
public enum CacheSizing
{
    /// <summary>
    /// The size that Petals uses to choose blocks. <see cref="IDistributedConfig.NumKeyValueGroups"/> is 1, as if every
    /// attention head had its own keys and values. The real cache is smaller.
    /// </summary>
    Petals,

    /// <summary>The real size: only the key-value heads. A quarter of Petals' size for 8x7B, a sixth for
    /// 8x22B.</summary>
    KeyValueHeads,
}
