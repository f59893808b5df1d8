namespace Petals.Mixtral.Config.Serialization;

/// <summary>What a config text may hold at most, so that no input costs more than its size; a published config is far
/// below each.</summary>
internal static class ConfigLimits
{
    /// <summary>The size of a file in bytes: 16 MiB.</summary>
    public const int MaxFileSize = 16 * 1024 * 1024;

    /// <summary>How many labels there may be, and how many <c>num_labels</c> may ask for; how many layers may have
    /// pruned heads.</summary>
    public const int MaxLabels = 100_000;
}
