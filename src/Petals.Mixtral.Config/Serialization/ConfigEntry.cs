namespace Petals.Mixtral.Config.Serialization;

/// <summary>Where the text of a setting's value stands; of length 0 where there is none.</summary>
internal readonly record struct ConfigEntry(int Start, int Length, SettingOrigin Origin)
{
    public bool Exists => Length > 0;
}
