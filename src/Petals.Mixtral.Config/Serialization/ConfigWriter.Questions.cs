using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <content>What is asked of each setting: whether it is written, changed, its default, and where its value comes from.</content>
internal sealed partial class ConfigWriter
{
    /// <summary>Every setting that has a property, and then the extra attributes, with where each value comes from.</summary>
    public IEnumerable<ConfigSetting> Describe()
    {
        for (Setting setting = 0; (int)setting < SettingTable.Count; setting++)
        {
            if (IsKnown(setting) && !setting.IsNewerSpelling() && setting != Setting.ModelType)
            {
                yield return new ConfigSetting(setting.Key(), setting.Part(), DisplayOf(setting), OriginOf(setting));
            }
        }

        foreach (KeyValuePair<string, JsonSlice> extra in ((JsonMembers)_model.ExtraAttributes).Texts.Where(IsNoSetting))
        {
            var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
            writer.Copy(extra.Value);
            bool isAsRead = _model.Source.Value is { } document
                && (document.ExtrasAsRead ?? document.Extras).TryGetText(extra.Key, out JsonSlice original)
                && JsonValues.AreEqual(original, extra.Value);
            yield return new ConfigSetting(extra.Key, ConfigPart.Extra, writer.ToString(), isAsRead ? SettingOrigin.File : SettingOrigin.Option);
        }
    }

    /// <summary>The value of a setting on one line, as it would be written.</summary>
    public string TextOf(Setting setting)
    {
        var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
        WriteOwnValue(setting, writer);
        return writer.ToString();
    }

    /// <summary>The value that counts, which is that of the environment where nothing else says it.</summary>
    public string DisplayOf(Setting setting)
    {
        if (setting != Setting.MaxRetries || _petals!.Client.MaxRetriesFromEnvironment is not { } variable)
        {
            return TextOf(setting);
        }

        var writer = new PythonJsonWriter(PythonJsonStyle.OneLine);
        if (PythonInteger.TryParse(variable, out int number))
        {
            writer.Integer(number);
        }
        else
        {
            writer.Text(variable);
        }

        return writer.ToString();
    }

    /// <summary>Whether a setting has a value other than by default: one that was read, derived, given or changed.</summary>
    public bool HasText(Setting setting)
    {
        bool stoodInText = IsKnown(setting) && (DocumentOf(setting)?.Has(setting) ?? false);
        return setting.IsNewerSpelling() ? stoodInText
            : setting == Setting.MaxRetries ? _petals!.Client.MaxRetriesFromEnvironment is null && (stoodInText || IsChanged(setting))
            : IsKnown(setting) && (stoodInText || IsChanged(setting));
    }

    /// <summary>Where the value of a setting comes from.</summary>
    public SettingOrigin OriginOf(Setting setting) => setting switch
    {
        Setting.MaxRetries when _petals!.Client.MaxRetriesFromEnvironment is not null => SettingOrigin.Environment,
        _ when IsChanged(setting) => SettingOrigin.Option,
        _ => DocumentOf(setting)?.Origin(setting) ?? SettingOrigin.Default,
    };

    private bool IsKnown(Setting setting) => !setting.IsNeverWritten() && (_petals is not null || !setting.IsPetals());

    private bool IsWritten(Setting setting, bool useDiff)
    {
        if (!IsKnown(setting))
        {
            return false;
        }

        bool stoodInText = DocumentOf(setting)?.Has(setting) ?? false;
        return setting switch
        {
            Setting.TransformersVersion => true,
            Setting.HeadDim => stoodInText || _model.HeadDim is not null,
            _ when setting.IsNewerSpelling() => stoodInText,
            _ => setting.Part() switch
            {
                ConfigPart.Mixtral => true,
                ConfigPart.Pretrained => !useDiff || !HasDefault(setting) || !_current.Written.SequenceEqual(DefaultTexts.OfPretrained(setting)),
                _ => stoodInText || !HasDefault(setting),
            },
        };
    }

    private bool HasDefault(Setting setting)
    {
        if (!CurrentValue(setting).SequenceEqual(DefaultTexts.Of(setting)))
        {
            return false;
        }

        // An id that a file writes as a string is understood as a number, but Python does not find the two equal.
        return setting != Setting.Label2Id || DocumentOf(setting) is not { } document || !HasOriginalText(setting, document)
            || JsonValues.AreEqual(document.Value(setting), JsonSlice.Of(DefaultTexts.Of(setting).ToArray()));
    }

    /// <summary>Whether a setting no longer has the value that it was read with.</summary>
    private bool IsChanged(Setting setting) => DocumentOf(setting) is { } document
        ? !HasOriginalValue(setting, document)
        : !CurrentValue(setting).SequenceEqual(DefaultTexts.Of(setting));

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

    /// <summary>The value of a setting in Python's spelling, until the next call.</summary>
    private ReadOnlySpan<byte> CurrentValue(Setting setting)
    {
        _current.Clear();
        SettingParts.WriteValue(SettingParts.Of(setting, _model, _petals), setting, _current);
        return _current.Written;
    }

    private ConfigDocument? DocumentOf(Setting setting) => setting.IsPetals() ? _petals!.Source.Value : _model.Source.Value;
}
