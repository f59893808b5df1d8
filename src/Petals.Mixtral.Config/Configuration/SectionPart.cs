namespace Petals.Mixtral.Config.Configuration;

/// <summary>A section, and the keys that it may have.</summary>
internal sealed record SectionPart(string Name, IReadOnlyList<SectionKey> Keys)
{
    public static IReadOnlyList<SectionPart> Inner { get; } =
    [
        Create("Client", ClientSettings.All),
        Create("PTune", PTuneSettings.All),
        Create("LMHead", LMHeadSettings.All),
        Create("Model", MixtralSettings.All.Concat(PretrainedSettings.All)),
    ];

    public static SectionPart Root { get; } = new("", SectionKey.Loading);

    /// <summary>The DHT prefix is an option of loading instead. The version is not an option, because it is always
    /// written as 4.43.1.</summary>
    private static SectionPart Create(string name, IEnumerable<Setting> settings) =>
        new(
            name,
            [
                .. settings
                    .Where(setting => setting.Role is SettingRole.Value && setting.Kind.CanParse)
                    .Except([ClientSettings.DhtPrefix, PretrainedSettings.TransformersVersion])
                    .Select(SectionKey.Create),
            ]
        );
}
