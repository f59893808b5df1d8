using Petals.Mixtral.Config.PythonJson;

namespace Petals.Mixtral.Config.Serialization;

/// <summary>
/// What can be asked of each setting of a config: its text, whether it is still what was read, whether it is its
/// default, and where it comes from. It is made for one question or one text, and not shared.
/// </summary>
internal sealed class SettingInspector(MixtralConfig model, DistributedMixtralConfig? petals)
{
    /// <summary>The text that the whole config was read from, where nothing of it has been changed since.</summary>
    private readonly ConfigDocument? _text = IsAsRead(model, petals) ? model.Source.Value : null;

    private PythonJsonWriter? _current;
    private PythonJsonWriter? _original;

    public SettingInspector(DistributedMixtralConfig config)
        : this(config.Model, config) { }

    /// <summary>Whether a setting can stand in the text of this config.</summary>
    public bool IsKnown(Setting setting) => !setting.IsNeverWritten() && (petals is not null || !setting.IsPetals());

    /// <summary>Whether a config that is as it was read says nothing of a setting, which so has its default.</summary>
    public bool IsUnstated(Setting setting) => _text is not null && !_text.Has(setting);

    /// <summary>Whether a setting has a text: one that was read, derived or given.</summary>
    public bool StoodInText(Setting setting) => DocumentOf(setting)?.Has(setting) ?? false;

    /// <summary>Whether a setting has a value other than by default: one that was read, given or changed. The
    /// environment's is a default.</summary>
    public bool HasValue(Setting setting) =>
        IsKnown(setting)
        && (setting != Setting.MaxRetries || petals!.Client.IsMaxRetriesSet)
        && (StoodInText(setting) || (!setting.IsNewerSpelling() && IsChanged(setting)));

    /// <summary>Whether the value is the default of the setting's class.</summary>
    public bool HasDefault(Setting setting)
    {
        if (setting == Setting.MaxRetries)
        {
            return petals!.Client.HasDefaultMaxRetries;
        }

        if (!CurrentValue(setting).SequenceEqual(DefaultTexts.Of(setting)))
        {
            return false;
        }

        // An id that a file writes as a string is understood as a number, but Python does not find the two equal.
        return setting != Setting.Label2Id
            || DocumentOf(setting) is not { } document
            || !HasOriginalText(setting, document)
            || JsonEquality.AreEqual(document.Value(setting), JsonSlice.Of(DefaultTexts.Of(setting).ToArray()));
    }

    /// <summary>Whether the value is the default that <see cref="PretrainedConfig"/> has for the setting.</summary>
    public bool HasPretrainedDefault(Setting setting) =>
        CurrentValue(setting).SequenceEqual(DefaultTexts.OfPretrained(setting));

    /// <summary>Where the value comes from.</summary>
    public SettingOrigin OriginOf(Setting setting) =>
        setting switch
        {
            Setting.MaxRetries when petals!.Client.MaxRetriesFromEnvironment is not null => SettingOrigin.Environment,
            _ when IsChanged(setting) => SettingOrigin.Option,
            _ => DocumentOf(setting)?.Origin(setting) ?? SettingOrigin.Default,
        };

    /// <summary>The value on one line, spelled as it would be written.</summary>
    public string TextOf(Setting setting) => PythonJsonWriter.TextOf(writer => WriteValue(setting, writer));

    /// <summary>Writes the value: in the form in which it was read, where it is still the same.</summary>
    public void WriteValue(Setting setting, PythonJsonWriter writer)
    {
        ConfigDocument? document = DocumentOf(setting);
        if (setting.IsNewerSpelling())
        {
            NewerSpellings.Write(writer, setting, document!, model);
        }
        else if (document is null || !HasOriginalText(setting, document))
        {
            SettingParts.WriteValue(PartOf(setting), setting, writer);
        }
        else if (setting is Setting.Id2Label or Setting.PrunedHeads)
        {
            writer.CopyWithIntegerNames(document.Value(setting));
        }
        else
        {
            writer.Copy(document.Value(setting));
        }
    }

    private static bool IsAsRead(MixtralConfig model, DistributedMixtralConfig? petals) =>
        model.Source.Value is { } text
        && ReferenceEquals(model, text.Model)
        && (
            petals is null
            || (
                text.Config is { } config
                && petals.Source.Value == text
                && ReferenceEquals(petals.Client, config.Client)
                && ReferenceEquals(petals.PTune, config.PTune)
                && ReferenceEquals(petals.LMHead, config.LMHead)
            )
        );

    /// <summary>Whether a setting no longer has the value that it was read with.</summary>
    private bool IsChanged(Setting setting) =>
        DocumentOf(setting) is { } document ? !HasOriginalValue(setting, document) : !HasDefault(setting);

    /// <summary>Whether the text that a setting was read with is still its value, and one that 4.43.1 reads as that
    /// value.</summary>
    private bool HasOriginalText(Setting setting, ConfigDocument document) =>
        document.Has(setting)
        && HasOriginalValue(setting, document)
        && setting != Setting.TorchDtype
        && !SettingReader.IsTaggedNumber(setting, document.Value(setting));

    private bool HasOriginalValue(Setting setting, ConfigDocument document)
    {
        if (_text is not null)
        {
            return true;
        }

        object original = SettingParts.Of(setting, document.Model!, document.Config);
        if (ReferenceEquals(original, PartOf(setting)))
        {
            return true;
        }

        if (setting == Setting.MaxRetries && petals!.Client.IsMaxRetriesSet != ((ClientConfig)original).IsMaxRetriesSet)
        {
            return false;
        }

        return CurrentValue(setting).SequenceEqual(Value(original, setting, ref _original));
    }

    /// <summary>The value in Python's spelling, until the next call.</summary>
    private ReadOnlySpan<byte> CurrentValue(Setting setting) => Value(PartOf(setting), setting, ref _current);

    private static ReadOnlySpan<byte> Value(object part, Setting setting, ref PythonJsonWriter? writer)
    {
        writer ??= new PythonJsonWriter();
        writer.Clear();
        SettingParts.WriteValue(part, setting, writer);
        return writer.Written;
    }

    private object PartOf(Setting setting) => SettingParts.Of(setting, model, petals);

    private ConfigDocument? DocumentOf(Setting setting) =>
        _text ?? (setting.IsPetals() ? petals!.Source.Value : model.Source.Value);
}
