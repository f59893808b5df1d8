namespace Petals.Mixtral.Config.Serialization;

/// <summary>Writes a config as transformers' <c>to_json_string</c> does, byte for byte.</summary>
internal static class ConfigWriter
{
    /// <summary>The version that the written text conforms to, whatever version wrote the file that was read.</summary>
    private const string TransformersVersion = "4.43.1";

    /// <summary>Initial buffer size; published configs are smaller.</summary>
    private const int UsualLength = 1024;

    /// <summary>For each setting: does MixtralConfig change the default of PretrainedConfig? Python writes it
    /// then.</summary>
    private static readonly bool[] HasOwnDefault = Array.ConvertAll(
        SettingTable.All.ToArray(),
        setting =>
            setting.Part is ConfigPart.Pretrained
            && !setting.AreSame(new PretrainedConfig(), ConfigParts.Defaults.Model)
    );

    public static PythonJsonWriter Write(DistributedMixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(config, (JsonMembers)config.ExtraAttributes, withPetals: true, useDiff, style);

    public static PythonJsonWriter Write(MixtralConfig config, bool useDiff, PythonJsonStyle style) =>
        Write(
            ConfigParts.Defaults with
            {
                Model = config,
            },
            (JsonMembers)config.ExtraAttributes,
            withPetals: false,
            useDiff,
            style
        );

    private static PythonJsonWriter Write(
        DistributedMixtralConfig config,
        JsonMembers attributes,
        bool withPetals,
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
            for (; written < extras.Length && CodePointOrder.Compare(extras[written].Key, setting.Key) < 0; written++)
            {
                Write(writer, extras[written]);
            }

            if (
                (withPetals || !setting.IsPetals)
                && new SettingState(setting, config) is var state
                && IsWritten(state, useDiff)
            )
            {
                writer.Name(setting.JsonName);
                if (setting == PretrainedSettings.TransformersVersion)
                {
                    writer.Text(TransformersVersion);
                }
                else
                {
                    state.Write(writer);
                }
            }
        }

        foreach (KeyValuePair<string, JsonSlice> extra in extras.AsSpan(written))
        {
            Write(writer, extra);
        }

        writer.EndObject();
        writer.EndText();
        return writer;
    }

    private static bool IsWritten(in SettingState state, bool useDiff)
    {
        Setting setting = state.Setting;
        return setting.Role switch
        {
            SettingRole.Fixed => true,
            SettingRole.NewerKey => state.IsStated,
            SettingRole.ReadOnlyKey => false,
            _ when setting == PretrainedSettings.TransformersVersion => true,
            _ when setting == MixtralSettings.HeadDim => state.IsStated || state.IsChanged,
            _ when setting.IsPetals => IsWrittenForPetals(state),
            _ when setting.Part is ConfigPart.Mixtral => true,
            _ => !useDiff || !state.IsDefault || HasOwnDefault[setting.Index],
        };
    }

    /// <summary>
    /// A key of Petals is written if it is in the file, or if the caller changed it to a value other than the default.
    /// A value from the environment belongs to this process, not to the file.
    /// </summary>
    private static bool IsWrittenForPetals(in SettingState state) =>
        state.IsChanged
            ? state.IsStated || !state.IsDefault
            : state.IsStated && state.Origin is not SettingOrigin.Environment;

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }
}
