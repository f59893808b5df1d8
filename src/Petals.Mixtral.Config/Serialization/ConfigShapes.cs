namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which keys each type of the hierarchy has in JSON. An interface has those of the record of its
/// name.</summary>
internal static class ConfigShapes
{
    public static object Read(Type type, byte[] text)
    {
        string name = RecordName(type);
        ConfigSource source = ConfigReader.ReadSource(text, withPetals: name != nameof(MixtralConfig));
        return name switch
        {
            nameof(MixtralConfig) => ConfigReader.BuildMixtral(source),
            nameof(ClientConfig) => new ClientConfig(source, new()),
            nameof(PTuneConfig) => new PTuneConfig(source, new()),
            nameof(LMHeadConfig) => new LMHeadConfig(source, new()),
            nameof(PretrainedConfig) => new PretrainedConfig(source, new()),
            _ => ConfigReader.BuildDistributed(source, ConfigEnvironment.Process),
        };
    }

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
        if (record is null)
        {
            throw new JsonException(
                $"A {value.GetType().Name} cannot be written as {type.Name}. Serialize it as its own type."
            );
        }

        const PythonJsonStyle Style = PythonJsonStyle.StrictJson;
        return (record, name) switch
        {
            (DistributedMixtralConfig all, nameof(DistributedMixtralConfig)) => ConfigWriter.Write(all, true, Style),
            (MixtralConfig model, nameof(MixtralConfig)) => ConfigWriter.Write(model, true, Style),
            (DistributedMixtralConfig all, _) => WriteSettings(setting => setting.IsPetals, all.RecordOf),
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
