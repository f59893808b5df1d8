using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Writes the text of a config: the sorted keys that transformers 4.43.1 writes. A value that is still what the text it was read
/// from says is written in that text's number form, any other one in Python's spelling, and an unknown key as it was.
/// </summary>
internal sealed partial class ConfigWriter
{
    /// <summary>The version whose text this library reproduces.</summary>
    private const string TransformersVersion = "4.43.1";

    private readonly MixtralConfig _model;
    private readonly DistributedMixtralConfig? _petals;
    private readonly PythonJsonWriter _current = new(PythonJsonStyle.OneLine);
    private readonly PythonJsonWriter _original = new(PythonJsonStyle.OneLine);

    public ConfigWriter(MixtralConfig model) => _model = model;

    public ConfigWriter(DistributedMixtralConfig config)
        : this(config.Model) => _petals = config;

    /// <summary>Writes the whole config.</summary>
    /// <param name="useDiff">Whether to leave out what has PretrainedConfig's default.</param>
    /// <param name="style">The layout.</param>
    public PythonJsonWriter ToJson(bool useDiff, PythonJsonStyle style)
    {
        var writer = new PythonJsonWriter(style);
        writer.BeginObject();
        var extras = new Queue<KeyValuePair<string, JsonSlice>>(GenerationDefaults.Apply((JsonMembers)_model.ExtraAttributes, useDiff).Where(IsNoSetting));
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            while (extras.TryPeek(out KeyValuePair<string, JsonSlice> extra) && CodePointOrder.Compare(extra.Key, setting.Key()) < 0)
            {
                Write(writer, extras.Dequeue());
            }

            if (IsWritten(setting, useDiff))
            {
                writer.Name(setting.Key());
                WriteValue(setting, writer);
            }
        }

        while (extras.TryDequeue(out KeyValuePair<string, JsonSlice> extra))
        {
            Write(writer, extra);
        }

        writer.EndObject();
        writer.EndText();
        return writer;
    }

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }

    private void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        if (setting == Setting.TransformersVersion)
        {
            writer.Text(TransformersVersion);
        }
        else
        {
            WriteOwnValue(setting, writer);
        }
    }

    /// <summary>Writes a value; the version that a file says it was written by, too, as the file says it.</summary>
    private void WriteOwnValue(Setting setting, PythonJsonWriter writer)
    {
        ConfigDocument? document = DocumentOf(setting);
        if (setting.IsNewerSpelling())
        {
            NewerSpellings.Write(writer, setting, document!, _model);
        }
        else if (document is not null && HasOriginalText(setting, document))
        {
            Copy(setting, document.Value(setting), writer);
        }
        else
        {
            SettingParts.WriteValue(SettingParts.Of(setting, _model, _petals), setting, writer);
        }
    }

    private static void Copy(Setting setting, JsonSlice text, PythonJsonWriter writer)
    {
        if (setting is Setting.Id2Label or Setting.PrunedHeads)
        {
            writer.CopyWithIntegerNames(text);
        }
        else
        {
            writer.Copy(text);
        }
    }

    /// <summary>
    /// Whether a setting is written by the text that it was read with: its value is still the same, and 4.43.1 reads that text as that value.
    /// </summary>
    private bool HasOriginalText(Setting setting, ConfigDocument document) =>
        document.Has(setting) && HasOriginalValue(setting, document)
        && setting != Setting.TorchDtype && !SettingReader.IsTaggedNumber(setting, document.Value(setting));

    private bool IsNoSetting(KeyValuePair<string, JsonSlice> extra) =>
        SettingTable.Find(Encoding.UTF8.GetBytes(extra.Key)) is not { } setting || (_petals is null && setting.IsPetals());
}
