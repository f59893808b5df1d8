namespace Petals.Mixtral.Config.Settings;

/// <summary>What a key of config.json is for.</summary>
internal enum SettingRole
{
    /// <summary>It has a value of its own.</summary>
    Value,

    /// <summary>A newer key for another setting. It is written only if the file has it.</summary>
    NewerKey,

    /// <summary>Another name of another setting, or computed from one. It is read and updated, but never written.</summary>
    ReadOnlyKey,

    /// <summary>It is always the same.</summary>
    Fixed,
}
