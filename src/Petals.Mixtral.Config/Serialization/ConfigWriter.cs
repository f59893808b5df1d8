using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Settings;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>Writes a config as transformers' <c>to_json_string</c> does, byte for byte.</summary>
internal static class ConfigWriter
{
    /// <summary>The version that the written text conforms to, whatever version wrote the file that was read.</summary>
    private const string TransformersVersion = "4.43.1";

    /// <summary>Initial buffer size; published configs are smaller.</summary>
    private const int UsualLength = 1024;

    private static readonly PretrainedConfig PretrainedDefaults = new();

    public static PythonJsonWriter Write(DistributedMixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(new ConfigState(config), (JsonMembers)config.ExtraAttributes, useDiff, style);

    public static PythonJsonWriter Write(MixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(new ConfigState(config), (JsonMembers)config.ExtraAttributes, useDiff, style);

    private static PythonJsonWriter Write(
        ConfigState state,
        JsonMembers attributes,
        bool useDiff,
        PythonJsonStyle style
    )
    {
        var writer = new PythonJsonWriter(style, UsualLength);
        writer.BeginObject();
        KeyValuePair<string, JsonSlice>[] extras = ExtraAttributes.ToWrite(attributes, useDiff);
        int written = 0;
        foreach (Setting setting in SettingTable.All)
        {
            while (written < extras.Length && CodePointOrder.Compare(extras[written].Key, setting.Key) < 0)
            {
                Write(writer, extras[written++]);
            }

            if (state.Has(setting) && IsWritten(setting, state, useDiff))
            {
                writer.Name(setting.Key);
                Write(writer, setting, state);
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

    private static bool IsWritten(Setting setting, ConfigState state, bool useDiff)
    {
        switch (setting.Role)
        {
            case SettingRole.Fixed:
                return true;
            case SettingRole.NewerKey:
                return state.IsStated(setting);
            case SettingRole.ReadOnlyKey:
                return false;
        }

        if (setting == PretrainedSettings.TransformersVersion)
        {
            return true;
        }

        if (setting == MixtralSettings.HeadDim)
        {
            return state.IsStated(setting) || state.IsChanged(setting);
        }

        return setting.Part switch
        {
            ConfigPart.Mixtral => true,
            ConfigPart.Pretrained => !useDiff
                || !state.IsDefault(setting)
                || !state.IsSameAs(setting, PretrainedDefaults),
            _ => IsWrittenForPetals(setting, state),
        };
    }

    /// <summary>
    /// A key of Petals is written if it is in the file, or if the caller changed it to something else than the
    /// default. A value from the environment belongs to this process, not to the file.
    /// </summary>
    private static bool IsWrittenForPetals(Setting setting, ConfigState state)
    {
        bool isStated = state.IsStated(setting);
        return state.IsChanged(setting)
            ? isStated || !state.IsDefault(setting)
            : isStated && state.OriginOf(setting) is not SettingOrigin.Environment;
    }

    private static void Write(PythonJsonWriter writer, Setting setting, ConfigState state)
    {
        if (setting == PretrainedSettings.TransformersVersion)
        {
            writer.Text(TransformersVersion);
        }
        else if (setting.Role is SettingRole.Fixed)
        {
            state.WriteCurrent(setting, writer);
        }
        else
        {
            state.Write(setting, writer);
        }
    }

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }
}
