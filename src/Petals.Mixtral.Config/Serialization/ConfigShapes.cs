namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which keys each type of the hierarchy has in JSON. An interface has the keys of the record of its
/// name, <see cref="IDistributedConfig"/> those of Petals.</summary>
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
        switch (record)
        {
            case null:
                throw new JsonException(
                    $"A {value.GetType().Name} cannot be written as {type.Name}. Serialize it as its own type."
                );
            case DistributedMixtralConfig when name == nameof(DistributedMixtralConfig):
                return ConfigWriter.Write(whole!, useDiff: true, PythonJsonStyle.StrictJson);
            case MixtralConfig model when name == nameof(MixtralConfig):
                return ConfigWriter.Write(model, useDiff: true, PythonJsonStyle.StrictJson);
        }

        var writer = new PythonJsonWriter(PythonJsonStyle.StrictJson);
        writer.BeginObject();
        foreach (Setting setting in SettingTable.All)
        {
            bool isWritten = ReferenceEquals(record, whole) ? setting.IsPetals : $"{setting.Part}Config" == name;
            if (isWritten && setting.Role is SettingRole.Value)
            {
                writer.Name(setting.JsonName);
                setting.Write(writer, whole?.RecordOf(setting.Part) ?? record);
            }
        }

        writer.EndObject();
        return writer;
    }

    private static string RecordName(Type type) => type.IsInterface ? type.Name[1..] : type.Name;
}
