using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Which record of a config holds a setting.</summary>
internal static class SettingParts
{
    /// <summary>The record that holds a setting; <paramref name="petals"/> may be missing where the setting is not one
    /// of Petals'.</summary>
    public static object Of(Setting setting, PretrainedConfig model, DistributedMixtralConfig? petals) =>
        setting.Part() switch
        {
            ConfigPart.Client => petals!.Client,
            ConfigPart.PTune => petals!.PTune,
            ConfigPart.LMHead => petals!.LMHead,
            _ => model,
        };

    /// <summary>Writes the value that a record has for a setting, whatever the text that it was read from.</summary>
    public static void WriteValue(object part, Setting setting, PythonJsonWriter writer)
    {
        switch (part)
        {
            case PretrainedConfig model:
                model.WriteValue(setting, writer);
                break;
            case ClientConfig client:
                client.WriteValue(setting, writer);
                break;
            case PTuneConfig ptune:
                ptune.WriteValue(setting, writer);
                break;
            case LMHeadConfig lmHead:
                lmHead.WriteValue(setting, writer);
                break;
        }
    }
}
