namespace Petals.Mixtral.Config.Serialization;

/// <summary>Where the text of a setting's value is, and where the value comes from; <see langword="default"/> where it
/// has none.</summary>
/// <param name="Place">Where the text begins in the file; of one that is no piece of it, its place among such, counted
/// from 1.</param>
/// <param name="Length">The bytes of a piece of the file, at least one; 0 for any other text.</param>
/// <param name="Origin">Where the value comes from.</param>
internal readonly record struct ConfigEntry(int Place, int Length, SettingOrigin Origin)
{
    public bool Exists => Place != 0;

    public bool IsPiece => Length != 0;
}
