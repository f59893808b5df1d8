namespace Petals.Mixtral.Config.Serialization;

/// <summary>Writes a config as transformers' <c>to_json_string</c> does, byte for byte.</summary>
internal static class ConfigWriter
{
    /// <summary>The version that the written text conforms to, whatever version wrote the file that was read.</summary>
    private const string TransformersVersion = "4.43.1";

    /// <summary>Initial buffer size; published configs are smaller.</summary>
    private const int UsualLength = 1024;

    /// <summary>Of each setting, whether its default in MixtralConfig is not that of PretrainedConfig: always written.</summary>
    private static readonly bool[] HasOwnDefault = FindOwnDefaults();

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

            if (state.Has(setting) && state[setting] is var value && IsWritten(value, useDiff))
            {
                writer.Name(setting.Utf8Key);
                Write(writer, value);
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

    private static bool[] FindOwnDefaults()
    {
        bool[] hasOwn = new bool[SettingTable.All.Length];
        var defaults = new PretrainedConfig();
        foreach (Setting setting in PretrainedSettings.All)
        {
            hasOwn[setting.Index] = !setting.AreSame(defaults, ConfigParts.Defaults.Model);
        }

        return hasOwn;
    }

    private static bool IsWritten(in SettingState state, bool useDiff)
    {
        Setting setting = state.Setting;
        switch (setting.Role)
        {
            case SettingRole.Fixed:
                return true;
            case SettingRole.NewerKey:
                return state.IsStated;
            case SettingRole.ReadOnlyKey:
                return false;
        }

        if (setting == PretrainedSettings.TransformersVersion)
        {
            return true;
        }

        if (setting == MixtralSettings.HeadDim)
        {
            return state.IsStated || state.IsChanged;
        }

        return setting.Part switch
        {
            ConfigPart.Mixtral => true,
            ConfigPart.Pretrained => !useDiff || !state.IsDefault || HasOwnDefault[setting.Index],
            _ => IsWrittenForPetals(state),
        };
    }

    /// <summary>
    /// A key of Petals is written if it is in the file, or if the caller changed it to something else than the
    /// default. A value from the environment belongs to this process, not to the file.
    /// </summary>
    private static bool IsWrittenForPetals(in SettingState state) =>
        state.IsChanged
            ? state.IsStated || !state.IsDefault
            : state.IsStated && state.Origin is not SettingOrigin.Environment;

    private static void Write(PythonJsonWriter writer, in SettingState state)
    {
        if (state.Setting == PretrainedSettings.TransformersVersion)
        {
            writer.Text(TransformersVersion);
        }
        else if (state.Setting.Role is SettingRole.Fixed)
        {
            state.WriteCurrent(writer);
        }
        else
        {
            state.Write(writer);
        }
    }

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }
}
