using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>The language-model head, where it differs from the model's config.json.</summary>
/// <remarks>Only what is set counts: see <see cref="SettingOptions"/>.</remarks>
public sealed class LMHeadOptions : SettingOptions
{
    private static readonly Dictionary<Setting, OptionKind> AllKinds = new()
    {
        [Setting.UseChunkedForward] = OptionKinds.ChunkedForward,
        [Setting.ChunkedForwardStep] = OptionKinds.Integer,
    };

    /// <inheritdoc cref="ILMHeadConfig.UseChunkedForward" path="/summary"/>
    public ChunkedForward? UseChunkedForward
    {
        get => Get<ChunkedForward?>(Setting.UseChunkedForward);
        set => Set(Setting.UseChunkedForward, Defined(value));
    }

    /// <inheritdoc cref="ILMHeadConfig.ChunkedForwardStep" path="/summary"/>
    public int? ChunkedForwardStep
    {
        get => Get<int?>(Setting.ChunkedForwardStep);
        set => Set(Setting.ChunkedForwardStep, value);
    }

    internal override IReadOnlyDictionary<Setting, OptionKind> Kinds => AllKinds;
}
