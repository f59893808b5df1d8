namespace Petals.Mixtral.Config.Settings;

/// <summary>The settings of <see cref="LMHeadConfig"/>, a line each.</summary>
internal static class LMHeadSettings
{
    private static readonly SettingList<LMHeadConfig> Table = new(ConfigPart.LMHead);

    // The formatter would break each setting into several lines.
    // csharpier-ignore-start
    public static readonly Setting<ChunkedForward> UseChunkedForward =
        Table.Add(Kind.ChunkedForward, c => c.UseChunkedForward);
    public static readonly Setting<int> ChunkedForwardStep = Table.Add(Kind.Integer, c => c.ChunkedForwardStep);
    // csharpier-ignore-end

    public static IReadOnlyList<Setting> All => Table.All;
}
