using Petals.Mixtral.Config.Validation;

namespace Petals.Mixtral.Config;

/// <content>Whether a config makes sense. Loading does not ask: it takes what Python would load.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>
    /// Every rule that the config breaks, at once: of the model's sizes, token ids and numbers, of the client's peers,
    /// servers, times and DHT prefix, of prompt tuning, and of the language-model head. Where one value makes another
    /// rule meaningless, only the first is reported.
    /// </summary>
    /// <returns>The failures, in a fixed order; empty for a valid config.</returns>
    public IReadOnlyList<ConfigFailure> Validate() => ConfigRules.Check(this);

    /// <summary>Returns the config itself to code that cannot use one that breaks a rule.</summary>
    /// <exception cref="ConfigValidationException">It breaks rules; the exception lists every one.</exception>
    public DistributedMixtralConfig EnsureValid() =>
        Validate() is { Count: > 0 } failures ? throw new ConfigValidationException(LoadedFrom, failures) : this;
}
