using System.Runtime.CompilerServices;
using Petals.Mixtral.Config.Settings.Kinds;

namespace Petals.Mixtral.Config.Settings;

/// <summary>Collects the settings of one part, each named by the field that is initialised with it.</summary>
internal sealed class SettingList<TPart>(ConfigPart part)
    where TPart : class
{
    private readonly List<Setting> _settings = [];

    public IReadOnlyList<Setting> All => _settings;

    public Setting<TPart, T> Add<T>(
        string key,
        Kind<T> kind,
        Func<TPart, T> get,
        SettingRole role = SettingRole.Value,
        Setting? canonical = null,
        [CallerMemberName] string name = ""
    )
    {
        var setting = new Setting<TPart, T>(part, key, kind, get, name) { Role = role, Canonical = canonical! };
        _settings.Add(setting);
        return setting;
    }
}
