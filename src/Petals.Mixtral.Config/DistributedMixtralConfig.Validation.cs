namespace Petals.Mixtral.Config;

/// <content>Validates a config. Loading accepts every config that Python accepts.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>
    /// Checks all rules: for the sizes, token ids and numbers of the model, the peers, servers, times and DHT prefix of
    /// the client, prompt tuning, and the language-model head. A value that breaks its own rule is not checked against
    /// others.
    /// </summary>
    /// <returns>The failures, in a fixed order; empty for a valid config.</returns>
    /// <example><code>
    /// var config = new DistributedMixtralConfig { MaxPinged = -1 };
    /// Console.WriteLine(config.Validate()[0]); // max_pinged is -1: it must not be negative. Give 0 or more.
    /// </code></example>
    public IReadOnlyList<ConfigFailure> Validate() => ConfigRules.Check(this);

    /// <summary>Throws if the config is not valid.</summary>
    /// <returns>The config itself.</returns>
    /// <exception cref="ConfigValidationException">The config breaks rules; the exception lists every
    /// failure.</exception>
    /// <example><code>
    /// DistributedMixtralConfig config = new DistributedMixtralConfig { MaxPinged = 5 }.EnsureValid();
    /// Console.WriteLine(config.MaxPinged); // 5
    /// </code></example>
    public DistributedMixtralConfig EnsureValid() =>
        Validate() is { Count: > 0 } failures ? throw new ConfigValidationException(LoadedFrom, failures) : this;
}
