namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>show --json</c> prints: each property is a member, its name in snake_case. Values are texts in
/// Python's JSON, which may contain <c>NaN</c>. A number that the config does not determine is null.</summary>
internal sealed class ShowJson(string model, DistributedMixtralConfig config, IEnumerable<ConfigSetting> settings)
{
    public string Model => model;

    public string? File => config.LoadedFrom;

    public string? Commit => config.CommitHash;

    public long? Parameters => Summary.Try(() => config.ParameterCount);

    public long? ActiveParameters => Summary.Try(() => config.ActiveParameterCount);

    public string? Dtype => Summary.TryText(() => config.ResolveBlockDtype().Name);

    public int Blocks => config.NumHiddenLayers;

    public long? BlockBytes => Summary.Try(() => Summary.BlockBytes(config));

    public int Context => config.MaxPositionEmbeddings;

    public string? DhtPrefix => config.DhtPrefix;

    public string BlockClass => config.BlockClass.Name;

    public string AttnClass => config.AttnClass.Name;

    public string BlockPrefix => config.BlockPrefix;

    public int NumKeyValueGroups => config.NumKeyValueGroups;

    public IEnumerable<Setting> Settings => settings.Select(setting => new Setting(setting));

    internal sealed class Setting(ConfigSetting setting)
    {
        public string Key => setting.Key;

        public string Value => setting.Value;

        public string From => ScriptName.Of(setting.Origin);
    }
}
