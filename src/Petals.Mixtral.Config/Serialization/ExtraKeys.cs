namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that extra attributes may have: those without a property.</summary>
internal static class ExtraKeys
{
    /// <summary>Returns the extra attributes that the caller gives a config.</summary>
    /// <exception cref="ArgumentException">A class of Petals, or else <see cref="MixtralConfig"/>, has a property for
    /// one of them.</exception>
    public static IReadOnlyDictionary<string, JsonElement> WithoutProperties(
        IReadOnlyDictionary<string, JsonElement> given,
        bool isPetals,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(given, name);

        // The attributes of a config have no property of MixtralConfig.
        foreach (string key in isPetals || given is not JsonMembers ? given.Keys : [])
        {
            if (SettingTable.Find(key) is { } setting && setting.IsPetals == isPetals)
            {
                string advice = setting.IsFixed ? "it cannot be set." : $"set the property {setting.Canonical.Name}.";
                throw new ArgumentException($"'{key}' is not an extra attribute: {advice}", name);
            }
        }

        return given;
    }

    /// <summary>
    /// The model without the extra attributes that are settings of Petals: alone, it kept them as unknown keys, but in
    /// a <see cref="DistributedMixtralConfig"/> the other parts have their values.
    /// </summary>
    public static MixtralConfig WithoutPetals(MixtralConfig model)
    {
        var extras = (JsonMembers)model.ExtraAttributes;
        bool isRemoved = model.Source.Value is { WithPetals: true } source && ReferenceEquals(extras, source.Extras);
        return isRemoved || !extras.Keys.Any(IsPetals)
            ? model
            : model with
            {
                ExtraAttributes = extras.Where(extra => !IsPetals(extra.Key)),
            };
    }

    private static bool IsPetals(string key) => SettingTable.Find(key) is { IsPetals: true };
}
