using Petals.Mixtral.Config.PythonJson;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>
/// What Petals' <c>DistributedMixtralConfig.from_pretrained</c> does once the file is read (Petals 2.3.0.dev2,
/// <c>models/mixtral/config.py</c>), except that a local path keeps the DHT prefix of its file.
/// </summary>
internal static class PetalsRules
{
    /// <summary>Sets the DHT prefix and the pad token. Returns the prefix where it was derived from the repo
    /// id.</summary>
    public static string? Apply(ConfigDocument document, string? repoId, string? dhtPrefix)
    {
        if (document.IsNullOrMissing(Setting.PadTokenId))
        {
            document.Set(Setting.PadTokenId, JsonSlice.Of([.. "0"u8]), SettingOrigin.Derived);
        }

        if (dhtPrefix is not null)
        {
            SetPrefix(document, dhtPrefix, SettingOrigin.Option);
            return null;
        }

        string? derived = repoId?.Replace('.', '-');
        if (derived is not null)
        {
            SetPrefix(document, derived, SettingOrigin.Derived);
        }
        else if (!document.Has(Setting.DhtPrefix))
        {
            // Petals sets it even to null, so that it is always written.
            document.Set(Setting.DhtPrefix, JsonSlice.Null, SettingOrigin.Default);
        }

        return derived;
    }

    private static void SetPrefix(ConfigDocument document, string prefix, SettingOrigin origin)
    {
        var writer = new PythonJsonWriter();
        writer.Text(prefix);
        document.Set(Setting.DhtPrefix, writer.ToSlice(), origin);
    }
}
