using System.Text;
using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// Writes the text of a config: the sorted keys that transformers 4.43.1 writes. A value that is still what the text it was read
/// from says is written in that text's number form, any other one in Python's spelling, and an unknown key as it was.
/// </summary>
internal sealed class ConfigWriter
{
    /// <summary>The version whose text this library reproduces.</summary>
    public const string TransformersVersion = "4.43.1";

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
        var extras = new Queue<KeyValuePair<string, JsonSlice>>(Extras(useDiff));
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

    /// <summary>Every setting that has a property, and then the extra attributes, with where each value comes from.</summary>
    public IEnumerable<ConfigSetting> Describe()
    {
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (IsKnown(setting) && !setting.IsNewerSpelling() && setting != Setting.ModelType)
            {
                yield return new ConfigSetting(setting.Key(), setting.Part(), TextOf(setting), OriginOf(setting));
            }
        }

        foreach ((string key, JsonSlice value) in Extras(useDiff: true))
        {
            var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
            writer.Copy(value);
            bool stoodInFile = _model.Source.Value is { } document && document.Extras.ContainsKey(key);
            yield return new ConfigSetting(key, ConfigPart.Extra, writer.ToString(), stoodInFile ? SettingOrigin.File : SettingOrigin.Option);
        }
    }

    /// <summary>The value of a setting on one line, as it would be written.</summary>
    public string TextOf(Setting setting)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
        if (setting == Setting.MaxRetries && _petals!.Client.MaxRetriesFromEnvironment is { } variable)
        {
            return variable;
        }

        WriteValue(setting, writer, withTransformersVersion: false);
        return writer.ToString();
    }

    /// <summary>Whether a setting has a value other than by default: one that was read, derived, given or changed.</summary>
    public bool HasText(Setting setting) => IsKnown(setting) && ((DocumentOf(setting)?.Has(setting) ?? false) || IsChanged(setting));

    /// <summary>Whether a setting no longer has the value that it was read with.</summary>
    private bool IsChanged(Setting setting)
    {
        CurrentValue(setting);
        return DocumentOf(setting) is { } document
            ? !HasOriginalValue(setting, document)
            : !_current.Written.SequenceEqual(DefaultTexts.Of(setting));
    }

    /// <summary>The value of a setting in Python's spelling, until the next call.</summary>
    private ReadOnlySpan<byte> CurrentValue(Setting setting)
    {
        _current.Clear();
        SettingParts.WriteValue(SettingParts.Of(setting, _model, _petals), setting, _current);
        return _current.Written;
    }

    private static void Write(PythonJsonWriter writer, KeyValuePair<string, JsonSlice> extra)
    {
        writer.Name(extra.Key);
        writer.Copy(extra.Value);
    }

    private IEnumerable<KeyValuePair<string, JsonSlice>> Extras(bool useDiff) =>
        GenerationDefaults.Apply((JsonMembers)_model.ExtraAttributes, useDiff)
            .Where(extra => SettingTable.Find(Encoding.UTF8.GetBytes(extra.Key)) is not { } setting || (_petals is null && setting.IsPetals()));

    private bool IsKnown(Setting setting) => !setting.IsNeverWritten() && (_petals is not null || !setting.IsPetals());

    private bool IsWritten(Setting setting, bool useDiff)
    {
        if (!IsKnown(setting))
        {
            return false;
        }

        bool stoodInText = DocumentOf(setting)?.Has(setting) ?? false;
        if (setting.IsNewerSpelling() || setting == Setting.HeadDim)
        {
            return stoodInText || (setting == Setting.HeadDim && _model.HeadDim is not null);
        }

        return setting.Part() switch
        {
            ConfigPart.Mixtral => true,
            ConfigPart.Pretrained => !useDiff || setting == Setting.TransformersVersion
                || !CurrentValue(setting).SequenceEqual(DefaultTexts.OfPretrained(setting)) || !_current.Written.SequenceEqual(DefaultTexts.Of(setting)),
            _ => stoodInText || !CurrentValue(setting).SequenceEqual(DefaultTexts.Of(setting)),
        };
    }

    private void WriteValue(Setting setting, PythonJsonWriter writer, bool withTransformersVersion = true)
    {
        ConfigDocument? document = DocumentOf(setting);
        if (setting == Setting.TransformersVersion && withTransformersVersion)
        {
            writer.Text(TransformersVersion);
        }
        else if (setting.IsNewerSpelling())
        {
            NewerSpellings.Write(writer, setting, document!, _model);
        }
        else if (document is not null && document.Has(setting) && HasOriginalValue(setting, document) && setting != Setting.TorchDtype)
        {
            writer.Copy(document.Value(setting), integerNames: setting is Setting.Id2Label or Setting.PrunedHeads);
        }
        else
        {
            SettingParts.WriteValue(SettingParts.Of(setting, _model, _petals), setting, writer);
        }
    }

    /// <summary>Where the value of a setting comes from.</summary>
    public SettingOrigin OriginOf(Setting setting) => setting switch
    {
        Setting.MaxRetries when _petals!.Client.MaxRetriesFromEnvironment is not null => SettingOrigin.Environment,
        _ when IsChanged(setting) => SettingOrigin.Option,
        _ => DocumentOf(setting)?.Origin(setting) ?? SettingOrigin.Default,
    };

    private ConfigDocument? DocumentOf(Setting setting) => setting.IsPetals() ? _petals!.Source.Value : _model.Source.Value;

    private bool HasOriginalValue(Setting setting, ConfigDocument document)
    {
        object original = SettingParts.Of(setting, document.Model!, document.Config);
        if (ReferenceEquals(original, SettingParts.Of(setting, _model, _petals)))
        {
            return true;
        }

        _original.Clear();
        SettingParts.WriteValue(original, setting, _original);
        return CurrentValue(setting).SequenceEqual(_original.Written);
    }
}
