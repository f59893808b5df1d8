using System.Runtime.CompilerServices;
using System.Text.Json;

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
            ThrowIfAny(members.Keys, isPetals: false, name);
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
        ThrowIfAny(given.Keys, isPetals: true, name);
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
        if (isRemoved || extras.Count == 0 || !extras.Keys.Any(IsPetals))
        {
            return model;
        }

        return model with
        {
            ExtraAttributes = extras.Where(extra => !IsPetals(extra.Key)),
        };
    }

    private static bool IsPetals(string key) => SettingTable.Find(key)?.IsPetals ?? ReservedKeys.IsClassAttribute(key);

    private static void ThrowIfAny(IEnumerable<string> keys, bool isPetals, string? name)
    {
        foreach (string key in keys.Where(key => IsPetals(key) == isPetals))
        {
            if (AdviceFor(key) is { } advice)
            {
                throw new ArgumentException($"'{key}' is not an extra attribute: {advice}", name);
            }
        }
    }

    /// <summary>What to do with a key that cannot be an extra attribute; null if it can.</summary>
    private static string? AdviceFor(string key)
    {
        if (SettingTable.Find(key) is not { } setting)
        {
            return ReservedKeys.IsDropped(key) ? "it is never written to a file."
                : ReservedKeys.IsClassAttribute(key) ? "it is fixed."
                : null;
        }

        return setting.Role is SettingRole.Fixed ? "it is fixed." : $"set the property {setting.Canonical.Name}.";
    }
}
