namespace Petals.Mixtral.Config.Configuration;

/// <summary>A part of the section: its name, and the settings that it may have.</summary>
internal sealed record SectionPart(string Name, IReadOnlyList<Setting> Settings)
{
    public static SectionPart Model { get; } =
        new(nameof(Model), [.. MixtralSettings.All.Concat(PretrainedSettings.All).Where(IsOption)]);

    public static IReadOnlyList<SectionPart> All { get; } =
    [
        new("Client", [.. ClientSettings.All.Where(IsOption)]),
        new("PTune", PTuneSettings.All),
        new("LMHead", LMHeadSettings.All),
        Model,
    ];

    public static SectionPart? FindPart(string name) =>
        All.FirstOrDefault(part => part.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Setting? Find(string name) =>
        Settings.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The DHT prefix is an option of loading. The version is always that of the written text.</summary>
    private static bool IsOption(Setting setting) =>
        setting.Role is SettingRole.Value
        && setting.Kind.CanParse
        && setting != ClientSettings.DhtPrefix
        && setting != PretrainedSettings.TransformersVersion;
}
