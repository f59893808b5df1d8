using System.Text;
using System.Text.Json;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The keys that extra attributes may have.</summary>
internal static class ExtraKeys
{
    /// <summary>Returns <paramref name="members"/>, where none of them has a property of its own. What was read never has.</summary>
    /// <exception cref="ArgumentException">One of them has a property, which is what is to be set.</exception>
    public static JsonMembers WithoutSettings(JsonMembers members, IReadOnlyDictionary<string, JsonElement> given)
    {
        if (ReferenceEquals(members, given))
        {
            return members;
        }

        foreach (string key in members.Keys)
        {
            if (SettingTable.Find(Encoding.UTF8.GetBytes(key)) is { } setting && !setting.IsPetals())
            {
                throw new ArgumentException(
                    setting.IsNeverWritten() ? $"'{key}' is no extra attribute: it is never written to a file."
                    : $"'{key}' is no extra attribute: set the property {setting.Primary()}, which it belongs to.",
                    nameof(given));
            }
        }

        return members;
    }
}
