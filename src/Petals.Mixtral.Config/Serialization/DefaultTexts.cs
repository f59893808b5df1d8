using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>The texts of the defaults, which Python compares with to decide what to write. Made once, when a config is
/// first written.</summary>
internal static class DefaultTexts
{
    private static readonly DistributedMixtralConfig Petals = new();
    private static readonly byte[][] OfClasses = Texts(new MixtralConfig(), setting => !setting.IsNeverWritten());
    private static readonly byte[][] OfPretrainedConfig = Texts(
        new PretrainedConfig(),
        setting => !setting.IsNeverWritten() && setting.Part() == ConfigPart.Pretrained
    );

    /// <summary>The default of the setting's class.</summary>
    public static ReadOnlySpan<byte> Of(Setting setting) => OfClasses[(int)setting];

    /// <summary>The default that <see cref="PretrainedConfig"/> has; empty for what it does not know.</summary>
    public static ReadOnlySpan<byte> OfPretrained(Setting setting) => OfPretrainedConfig[(int)setting];

    private static byte[][] Texts(PretrainedConfig model, Func<Setting, bool> isKnown)
    {
        byte[][] texts = new byte[SettingTable.Count][];
        var writer = new PythonJsonWriter();
        for (Setting setting = 0; (int)setting < texts.Length; setting++)
        {
            writer.Clear();
            if (isKnown(setting))
            {
                SettingParts.WriteValue(SettingParts.Of(setting, model, Petals), setting, writer);
            }

            texts[(int)setting] = writer.Written.ToArray();
        }

        return texts;
    }
}
