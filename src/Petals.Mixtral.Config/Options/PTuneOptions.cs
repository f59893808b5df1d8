using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>Prompt tuning, where it differs from the model's config.json.</summary>
/// <remarks>Only what is set counts: see <see cref="SettingOptions"/>.</remarks>
public sealed class PTuneOptions : SettingOptions
{
    private static readonly Dictionary<Setting, OptionKind> AllKinds = new()
    {
        [Setting.PreSeqLen] = OptionKinds.Integer,
        [Setting.TuningMode] = OptionKinds.TuningMode.OrNull(),
    };

    /// <inheritdoc cref="IPTuneConfig.PreSeqLen" path="/summary"/>
    public int? PreSeqLen
    {
        get => Get<int?>(Setting.PreSeqLen);
        set => Set(Setting.PreSeqLen, value);
    }

    /// <inheritdoc cref="IPTuneConfig.TuningMode" path="/summary"/>
    public TuningMode? TuningMode
    {
        get => Get<TuningMode?>(Setting.TuningMode);
        set => Set(Setting.TuningMode, Defined(value));
    }

    internal override IReadOnlyDictionary<Setting, OptionKind> Kinds => AllKinds;
}
