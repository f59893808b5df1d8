using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Writes the text of a config: the sorted keys that transformers 4.43.1 writes. A value that is still what the text it
/// was read from says is written in that text's number form, any other one in Python's spelling, and an unknown key as
/// it was.
/// </summary>
internal static class ConfigWriter
{
    /// <summary>The version whose text this library reproduces.</summary>
    private const string TransformersVersion = "4.43.1";

    /// <summary>More bytes than the text of a published model has.</summary>
    private const int UsualLength = 1024;

    /// <summary>For each setting whether it is written though no text says it: what is written of an empty
    /// object.</summary>
    private static readonly bool[] WrittenUnstated = FindWrittenUnstated();

    public static PythonJsonWriter Write(DistributedMixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(new SettingInspector(config), config.Model, useDiff, style);

    public static PythonJsonWriter Write(MixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(new SettingInspector(config, null), config, useDiff, style);

    /// <param name="inspector">Knows the settings.</param>
    /// <param name="model">Holds the extra attributes.</param>
    /// <param name="useDiff">Whether to leave out what has PretrainedConfig's default.</param>
    /// <param name="style">The layout.</param>
    private static PythonJsonWriter Write(
        SettingInspector inspector,
        MixtralConfig model,
        bool useDiff,
        PythonJsonStyle style
    )
    {
        var writer = new PythonJsonWriter(style, UsualLength);
        writer.BeginObject();
        KeyValuePair<string, JsonSlice>[] extras = GenerationDefaults.Apply(
            (JsonMembers)model.ExtraAttributes,
            useDiff
        );
        int written = 0;
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            while (written < extras.Length && CodePointOrder.Compare(extras[written].Key, setting.Key()) < 0)
            {
                Write(writer, extras[written++]);
            }

            if (
                useDiff && inspector.IsUnstated(setting)
                    ? WrittenUnstated[(int)setting]
                    : IsWritten(setting, inspector, useDiff)
            )
            {
                writer.Name(setting.Key());
                WriteValue(writer, setting, inspector);
            }
        }

        while (written < extras.Length)
        {
            Write(writer, extras[written++]);
        }

        writer.EndObject();
        writer.EndText();
        return writer;
    }

    private static bool[] FindWrittenUnstated()
    {
        var inspector = new SettingInspector(
            ConfigReader.BuildMixtral(ConfigReader.Read("{}", withPetals: false)),
            null
        );
        bool[] written = new bool[SettingTable.Count];
        for (int i = 0; i < written.Length; i++)
        {
            written[i] = IsWritten((Setting)i, inspector, useDiff: true);
        }

        return written;
    }

    private static bool IsWritten(Setting setting, SettingInspector inspector, bool useDiff) =>
        inspector.IsKnown(setting)
        && setting switch
        {
            Setting.TransformersVersion => true,
            Setting.HeadDim => inspector.HasValue(setting),
            _ when setting.IsNewerSpelling() => inspector.StoodInText(setting),
            _ => setting.Part() switch
            {
                ConfigPart.Mixtral => true,
                ConfigPart.Pretrained => !useDiff
                    || !inspector.HasDefault(setting)
                    || !inspector.HasPretrainedDefault(setting),
                _ => inspector.HasValue(setting) && (inspector.StoodInText(setting) || !inspector.HasDefault(setting)),
            },
        };

    private static void WriteValue(PythonJsonWriter writer, Setting setting, SettingInspector inspector)
    {
        if (setting == Setting.TransformersVersion)
        {
            writer.Text(TransformersVersion);
        }
        else
        {
            inspector.WriteValue(setting, writer);
        }
    }

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }
}
