using System.Text.Json;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which keys each type of the hierarchy has in JSON.</summary>
internal static class ConfigShapes
{
    public static object Read(Type type, byte[] text) =>
        type == typeof(MixtralConfig) || type == typeof(IMixtralConfig) ? ConfigReader.ReadMixtral(text)
        : type == typeof(DistributedMixtralConfig) || type == typeof(IDistributedConfig)
            ? ConfigReader.ReadDistributed(text)
        : ReadPart(PartOf(type), ConfigReader.ReadSource(text));

    public static PythonJsonWriter Write(Type type, object value)
    {
        if (type == typeof(IDistributedConfig))
        {
            DistributedMixtralConfig config = Require<DistributedMixtralConfig>(value, type);
            return WriteParts(
                (config.Client, ConfigPart.Client),
                (config.PTune, ConfigPart.PTune),
                (config.LMHead, ConfigPart.LMHead)
            );
        }

        if (type == typeof(DistributedMixtralConfig))
        {
            return ConfigWriter.Write((DistributedMixtralConfig)value, useDiff: true, PythonJsonStyle.StrictJson);
        }

        var whole = value as DistributedMixtralConfig;
        return type == typeof(MixtralConfig) || type == typeof(IMixtralConfig)
            ? ConfigWriter.Write(
                whole?.Model ?? Require<MixtralConfig>(value, type),
                useDiff: true,
                PythonJsonStyle.StrictJson
            )
            : PartOf(type) switch
            {
                ConfigPart.Client => WriteParts(
                    (whole?.Client ?? Require<ClientConfig>(value, type), ConfigPart.Client)
                ),
                ConfigPart.PTune => WriteParts((whole?.PTune ?? Require<PTuneConfig>(value, type), ConfigPart.PTune)),
                ConfigPart.LMHead => WriteParts(
                    (whole?.LMHead ?? Require<LMHeadConfig>(value, type), ConfigPart.LMHead)
                ),
                _ => WriteParts((whole?.Model ?? Require<PretrainedConfig>(value, type), ConfigPart.Pretrained)),
            };
    }

    private static ConfigPart PartOf(Type type) =>
        type == typeof(ClientConfig) || type == typeof(IClientConfig) ? ConfigPart.Client
        : type == typeof(PTuneConfig) || type == typeof(IPTuneConfig) ? ConfigPart.PTune
        : type == typeof(LMHeadConfig) || type == typeof(ILMHeadConfig) ? ConfigPart.LMHead
        : ConfigPart.Pretrained;

    private static object ReadPart(ConfigPart part, ConfigSource source) =>
        part switch
        {
            ConfigPart.Client => new ClientConfig(source),
            ConfigPart.PTune => new PTuneConfig(source),
            ConfigPart.LMHead => new LMHeadConfig(source),
            _ => new PretrainedConfig(source),
        };

    private static PythonJsonWriter WriteParts(params ReadOnlySpan<(object Record, ConfigPart Part)> parts)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.StrictJson);
        writer.BeginObject();
        foreach (Setting setting in SettingTable.All)
        {
            foreach ((object record, ConfigPart part) in parts)
            {
                if (setting.Part == part && setting.Role is SettingRole.Value)
                {
                    writer.Name(setting.Utf8Key);
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
            $"A {value.GetType().Name} cannot be written as {type.Name}: only the records of this library can. "
                + "Serialise it as its own type."
        );
}
