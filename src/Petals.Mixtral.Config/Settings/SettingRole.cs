namespace Petals.Mixtral.Config.Settings;

/// <summary>What a key of config.json is for.</summary>
internal enum SettingRole
{
    /// <summary>The key of a value.</summary>
    Value,

    /// <summary>A newer key for another setting. It is written only if the file has it.</summary>
    NewerKey,

    /// <summary>An alias of another setting, or computed from one. It is read and updated, but never written.</summary>
    ReadOnlyKey,

    /// <summary>Its value never changes.</summary>
    Fixed,

    /// <summary>One of the <see cref="ReservedKeys"/>. It is ignored in a file, and never written.</summary>
    Reserved,
}
