using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that extra attributes may have: none that has a property.</summary>
internal static class ExtraKeys
{
    /// <summary>Returns <paramref name="members"/>, where none of them has a property in a <see cref="MixtralConfig"/>.
    /// What was read never has.</summary>
    /// <param name="members">The members.</param>
    /// <param name="given">What they were made of.</param>
    /// <param name="name">What the caller knows that as.</param>
    /// <exception cref="ArgumentException">One of them has a property, which is what is to be set.</exception>
    public static JsonMembers WithoutProperties(
        JsonMembers members,
        IReadOnlyDictionary<string, JsonElement> given,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        if (!ReferenceEquals(members, given))
        {
            ThrowIfAny(members.Keys, setting => !setting.IsPetals(), name);
        }

        return members;
    }

    /// <summary>Returns <paramref name="given"/>, where none of them is a setting of Petals, which in a
    /// <see cref="DistributedMixtralConfig"/> has a property.</summary>
    /// <param name="given">The extra attributes.</param>
    /// <param name="name">What the caller knows them as.</param>
    /// <exception cref="ArgumentException">One of them has a property, which is what is to be set.</exception>
    public static IReadOnlyDictionary<string, JsonElement> WithoutPetals(
        IReadOnlyDictionary<string, JsonElement> given,
        [CallerArgumentExpression(nameof(given))] string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(given, name);
        ThrowIfAny(given.Keys, setting => setting.IsPetals(), name);
        return given;
    }

    /// <summary>
    /// The model without the extra attributes that are settings of Petals: by itself it took them for unknown keys, but
    /// in a
    /// <see cref="DistributedMixtralConfig"/> the other parts say them.
    /// </summary>
    public static MixtralConfig WithoutPetals(MixtralConfig model)
    {
        var extras = (JsonMembers)model.ExtraAttributes;
        bool wereTakenOut =
            model.Source.Value is { WithPetals: true } document && ReferenceEquals(extras, document.Extras);
        return !wereTakenOut && extras.Count > 0 && extras.Keys.Any(IsPetals)
            ? model with
            {
                ExtraAttributes = JsonMembers.Of(
                    extras.Texts.Where(extra => !IsPetals(extra.Key)).ToDictionary(StringComparer.Ordinal)
                ),
            }
            : model;
    }

    private static bool IsPetals(string key) =>
        SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting && setting.IsPetals();

    private static void ThrowIfAny(IEnumerable<string> keys, Func<Setting, bool> isRefused, string? name)
    {
        foreach (string key in keys)
        {
            if (SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting && isRefused(setting))
            {
                throw new ArgumentException($"'{key}' is no extra attribute: {Advice(setting)}", name);
            }
        }
    }

    private static string Advice(Setting setting) =>
        setting switch
        {
            _ when setting == Setting.ModelType || setting.IsClassAttribute() => "it is fixed.",
            Setting.NumLabels => Set(Setting.Id2Label),
            Setting.NameOrPathWithoutUnderscore => Set(Setting.NameOrPath),
            _ => setting.IsNeverWritten() ? "it is never written to a file." : Set(setting.Primary()),
        };

    private static string Set(Setting property) => $"set the property {property}, which it belongs to.";
}
