using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>Loads the config that the options of a name describe, and validates it. A record that cannot change is made
/// whole, not configured.</summary>
/// <remarks>
/// What configures and validates is taken from the container only when it is needed: it may itself depend on the config
/// of another name, and a container that runs in circles through delegates does not notice.
/// </remarks>
internal sealed class ConfigFactory(IServiceProvider provider) : IOptionsFactory<DistributedMixtralConfig>
{
    /// <exception cref="PretrainedConfigException">The options are wrong, or the model cannot be loaded.</exception>
    /// <exception cref="OptionsValidationException">The config breaks rules; the exception lists every one.</exception>
    public DistributedMixtralConfig Create(string name)
    {
        DistributedMixtralOptions options = provider
            .GetRequiredService<IOptionsFactory<DistributedMixtralOptions>>()
            .Create(name);
        if (name.Length > 0 && string.IsNullOrWhiteSpace(options.ModelNameOrPath))
        {
            throw new PretrainedConfigException(
                $"No model is named '{Printable.Short(name)}': nothing is registered under that name, or what is "
                    + $"registered sets no {nameof(options.ModelNameOrPath)}."
            );
        }

        DistributedMixtralConfig config = options.Build(provider.GetService<ILoggerFactory>());
        string[] failures =
        [
            .. provider
                .GetServices<IValidateOptions<DistributedMixtralConfig>>()
                .Select(validator => validator.Validate(name, config))
                .Where(result => result.Failed)
                .SelectMany(result => result.Failures!),
        ];
        return failures.Length == 0
            ? config
            : throw new OptionsValidationException(name, typeof(DistributedMixtralConfig), failures);
    }
}
