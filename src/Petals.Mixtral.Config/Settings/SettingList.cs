namespace Petals.Mixtral.Config.Settings;

/// <summary>
/// Collects the settings of one part. The field that is initialised with a setting has the name of its property; the
/// key is the same name in snake_case, unless another is given.
/// </summary>
internal sealed class SettingList<TPart>(ConfigPart part)
    where TPart : class
{
    private readonly List<Setting> _settings = [];

    public IReadOnlyList<Setting> All => _settings;

    public Setting<T> Add<T>(
        Kind<T> kind,
        Func<TPart, T> get,
        SettingRole role = SettingRole.Value,
        Setting? canonical = null,
        string? key = null,
        [CallerMemberName] string name = ""
    )
    {
        key ??= JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        var setting = new PartSetting<T>(part, key, kind, get, name) { Role = role, Canonical = canonical! };
        _settings.Add(setting);
        return setting;
    }

    private sealed class PartSetting<T>(ConfigPart part, string key, Kind<T> kind, Func<TPart, T> get, string name)
        : Setting<T>(part, key, kind, name)
    {
        public override bool AreSame(object left, object right) => Kind.AreSame(get((TPart)left), get((TPart)right));

        public override void Write(PythonJsonWriter writer, object part) => Kind.Write(writer, get((TPart)part));
    }
}
