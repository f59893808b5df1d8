namespace Petals.Mixtral.Config.Blocks;

/// <summary>By what the size of an attention cache is counted.</summary>
public enum CacheSizing
{
    /// <summary>
    /// As Petals counts when it chooses blocks: by <see cref="IDistributedConfig.NumKeyValueGroups"/>, which it fixes
    /// at 1, so as if every attention head had its own keys and values. A server that has chosen so has memory to
    /// spare.
    /// </summary>
    Petals,

    /// <summary>As the cache really is: by the key-value heads. For the published models 4 (8x7B) and 6 (8x22B) times
    /// less.</summary>
    KeyValueHeads,
}
