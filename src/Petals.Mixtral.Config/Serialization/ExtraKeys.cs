namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that extra attributes may have: those without a property.</summary>
internal static class ExtraKeys
{
    /// <summary>Returns the members, which are a copy of those that the caller passed.</summary>
    /// <exception cref="ArgumentException">A <see cref="MixtralConfig"/> has a property for one of them.</exception>
    public static JsonMembers WithoutProperties(
        JsonMembers members,
        IReadOnlyDictionary<string, JsonElement> given,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        // Members that were read never have a property.
        if (!ReferenceEquals(members, given))
        {
            ThrowIfAny(members, isPetals: false, name);
        }

        return members;
    }

    /// <summary>Returns the extra attributes that the caller gives a <see cref="DistributedMixtralConfig"/>.</summary>
    /// <exception cref="ArgumentException">A class of Petals has a property for one of them.</exception>
    public static IReadOnlyDictionary<string, JsonElement> WithoutPetals(
        IReadOnlyDictionary<string, JsonElement> given,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(given, name);
        ThrowIfAny(given, isPetals: true, name);
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

    private static void ThrowIfAny(IReadOnlyDictionary<string, JsonElement> extras, bool isPetals, string? name)
    {
        foreach (string key in extras.Keys)
        {
            if (SettingTable.Find(key) is { } setting && setting.IsPetals == isPetals)
            {
                string advice = setting.IsFixed ? "it cannot be set." : $"set the property {setting.Canonical.Name}.";
                throw new ArgumentException($"'{key}' is not an extra attribute: {advice}", name);
            }
        }
    }
}
