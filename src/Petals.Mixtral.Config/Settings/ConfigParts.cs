namespace Petals.Mixtral.Config.Settings;

internal static class ConfigParts
{
    public static DistributedMixtralConfig Defaults { get; } = new();

    public static object RecordOf(this DistributedMixtralConfig config, ConfigPart part) =>
        part switch
        {
            ConfigPart.Client => config.Client,
            ConfigPart.PTune => config.PTune,
            ConfigPart.LMHead => config.LMHead,
            _ => config.Model,
        };
}
