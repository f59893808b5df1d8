namespace Petals.Mixtral.Config.Serialization;

/// <summary>Limits of a config text; a published config is far below them.</summary>
internal static class ConfigLimits
{
    /// <summary>The size of a file in bytes: 16 MiB.</summary>
    public const int MaxFileSize = 16 * 1024 * 1024;
}
