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
        var whole = value as DistributedMixtralConfig;
        return RecordName(type) switch
        {
            nameof(DistributedMixtralConfig) => ConfigWriter.Write(whole!, useDiff: true, PythonJsonStyle.StrictJson),
            nameof(MixtralConfig) => ConfigWriter.Write(
                Require<MixtralConfig>(whole?.Model ?? value, type),
                useDiff: true,
                PythonJsonStyle.StrictJson
            ),
            nameof(ClientConfig) => WriteParts(
                (ConfigPart.Client, Require<ClientConfig>(whole?.Client ?? value, type))
            ),
            nameof(PTuneConfig) => WriteParts((ConfigPart.PTune, Require<PTuneConfig>(whole?.PTune ?? value, type))),
            nameof(LMHeadConfig) => WriteParts(
                (ConfigPart.LMHead, Require<LMHeadConfig>(whole?.LMHead ?? value, type))
            ),
            nameof(PretrainedConfig) => WriteParts(
                (ConfigPart.Pretrained, Require<PretrainedConfig>(whole?.Model ?? value, type))
            ),
            _ => WriteDistributed(Require<DistributedMixtralConfig>(value, type)),
        };
    }

    private static string RecordName(Type type) => type.IsInterface ? type.Name[1..] : type.Name;

    private static PythonJsonWriter WriteDistributed(DistributedMixtralConfig config) =>
        WriteParts(
            (ConfigPart.Client, config.Client),
            (ConfigPart.PTune, config.PTune),
            (ConfigPart.LMHead, config.LMHead)
        );

    private static PythonJsonWriter WriteParts(params ReadOnlySpan<(ConfigPart Part, object Record)> parts)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.StrictJson);
        writer.BeginObject();
        foreach (Setting setting in SettingTable.All)
        {
            foreach ((ConfigPart part, object record) in parts)
            {
                if (setting.Part == part && setting.Role is SettingRole.Value)
                {
                    writer.Name(setting.JsonName);
                    setting.Write(writer, record);
                }
            }
        }

        writer.EndObject();
        return writer;
    }

    private static T Require<T>(object value, Type type)
        where T : class =>
        value as T
        ?? throw new JsonException(
            $"A {value.GetType().Name} cannot be written as {type.Name}. Serialize it as its own type."
        );
}
