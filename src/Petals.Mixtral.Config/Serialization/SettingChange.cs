namespace Petals.Mixtral.Config.Serialization;

/// <summary>A new value of one setting.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">The JSON that the value was given as, whose form of a number is kept.</param>
/// <param name="Origin">Who changes it.</param>
internal readonly record struct SettingChange(
    Setting Setting,
    object? Value,
    JsonSlice? Text = null,
    SettingOrigin Origin = SettingOrigin.Option
);
