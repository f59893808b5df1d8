namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which keys each type of the hierarchy has in JSON. An interface has those of the record of its
/// name.</summary>
internal static class ConfigShapes
{
    public static object Read(Type type, byte[] text) =>
        RecordName(type) switch
        {
            nameof(MixtralConfig) => ConfigReader.ReadMixtral(text),
            nameof(ClientConfig) => new ClientConfig(ConfigReader.ReadSource(text), ConfigParts.Defaults.Client),
            nameof(PTuneConfig) => new PTuneConfig(ConfigReader.ReadSource(text), ConfigParts.Defaults.PTune),
            nameof(LMHeadConfig) => new LMHeadConfig(ConfigReader.ReadSource(text), ConfigParts.Defaults.LMHead),
            nameof(PretrainedConfig) => new PretrainedConfig(ConfigReader.ReadSource(text), new PretrainedConfig()),
            _ => ConfigReader.ReadDistributed(text),
        };

    public static PythonJsonWriter Write(Type type, object value)
    {
        string name = RecordName(type);
        var whole = value as DistributedMixtralConfig;
        object? record = name switch
        {
            nameof(PretrainedConfig) => whole?.Model ?? value as PretrainedConfig,
            nameof(MixtralConfig) => whole?.Model ?? value as MixtralConfig,
            nameof(ClientConfig) => whole?.Client ?? value as ClientConfig,
            nameof(PTuneConfig) => whole?.PTune ?? value as PTuneConfig,
            nameof(LMHeadConfig) => whole?.LMHead ?? value as LMHeadConfig,
            _ => whole,
        };
        return record switch
        {
            null => throw new JsonException(
                $"A {value.GetType().Name} cannot be written as {type.Name}. Serialize it as its own type."
            ),
            MixtralConfig model when name == nameof(MixtralConfig) => ConfigWriter.Write(
                model,
                useDiff: true,
                PythonJsonStyle.StrictJson
            ),
            DistributedMixtralConfig config when name == nameof(DistributedMixtralConfig) => ConfigWriter.Write(
                config,
                useDiff: true,
                PythonJsonStyle.StrictJson
            ),
            DistributedMixtralConfig config => WriteSettings(setting => setting.IsPetals, config.RecordOf),
            _ => WriteSettings(setting => $"{setting.Part}Config" == name, _ => record),
        };
    }

    private static string RecordName(Type type) => type.IsInterface ? type.Name[1..] : type.Name;

    private static PythonJsonWriter WriteSettings(Predicate<Setting> isWritten, Func<ConfigPart, object> recordOf)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.StrictJson);
        writer.BeginObject();
        foreach (Setting setting in SettingTable.All)
        {
            if (setting.Role is SettingRole.Value && isWritten(setting))
            {
                writer.Name(setting.JsonName);
                setting.Write(writer, recordOf(setting.Part));
            }
        }

        writer.EndObject();
        return writer;
    }
}
