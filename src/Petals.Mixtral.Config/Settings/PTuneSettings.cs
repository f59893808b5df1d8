namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="PTuneConfig"/>, a line each.</summary>
internal static class PTuneSettings
{
    private static readonly SettingList<PTuneConfig> Table = new(ConfigPart.PTune);

    // The formatter would break each setting into several lines.
    // csharpier-ignore-start
    public static readonly Setting<int> PreSeqLen = Table.Add(Kind.Integer, c => c.PreSeqLen);
    public static readonly Setting<TuningMode?> TuningMode = Table.Add(Kind.TuningModeOrNull, c => c.TuningMode);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
