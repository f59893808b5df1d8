using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Petals.Mixtral.Config.Options;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>Loads the config that the options of a name describe, and validates it. A record that cannot change is made whole, not configured.</summary>
internal sealed class ConfigFactory(
    IOptionsFactory<DistributedMixtralOptions> options, IEnumerable<IValidateOptions<DistributedMixtralConfig>> validators, ILoggerFactory? loggerFactory)
    : IOptionsFactory<DistributedMixtralConfig>
{
    /// <exception cref="PretrainedConfigException">The options are wrong, or the model cannot be loaded.</exception>
    /// <exception cref="OptionsValidationException">The config breaks rules; the exception lists every one.</exception>
    public DistributedMixtralConfig Create(string name)
    {
        DistributedMixtralConfig config = options.Create(name).Build(loggerFactory);
        string[] failures = [.. validators.Select(validator => validator.Validate(name, config)).Where(result => result.Failed).SelectMany(result => result.Failures!)];
        return failures.Length == 0 ? config : throw new OptionsValidationException(name, typeof(DistributedMixtralConfig), failures);
    }
}
