namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that extra attributes may have: those without a property.</summary>
internal static class ExtraKeys
{
    /// <summary>Returns the extra attributes that the caller gives a config.</summary>
    /// <exception cref="ArgumentException">One of them has a property: of a class of Petals if
    /// <paramref name="isPetals"/>, otherwise of <see cref="MixtralConfig"/>.</exception>
    public static IReadOnlyDictionary<string, JsonElement> WithoutProperties(
        IReadOnlyDictionary<string, JsonElement> given,
        bool isPetals,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(given, name);

        // Attributes that come from another config were already checked for properties of MixtralConfig.
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
    /// Removes the extra attributes that are settings of Petals. A model by itself keeps them as unknown keys; in a
    /// <see cref="DistributedMixtralConfig"/> the other parts contain them.
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
