namespace Petals.Mixtral.Config.Settings;

/// <summary>Where the value of a setting is.</summary>
/// <param name="Start">
/// The offset in the text. If <paramref name="Length"/> is 0, the 1-based index into the other values.
/// </param>
/// <param name="Length">The bytes in the text.</param>
/// <param name="Origin">Where the value comes from.</param>
internal readonly record struct ConfigEntry(int Start, int Length, SettingOrigin Origin)
{
    public bool Exists => Start != 0;

    public bool IsInText => Length != 0;
}
