using Microsoft.Extensions.DependencyInjection;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>Loads the config that the options of a name describe, and validates it.</summary>
/// <remarks>
/// Validators are resolved from the container on use, because they may depend on the config of another name, and the
/// container does not detect cycles through delegates.
/// </remarks>
internal sealed class ConfigLoader(IServiceProvider provider)
{
    /// <summary>Enough for every rule of this library. A program's own validators may report any number.</summary>
    private const int MaxFailures = 100;

    private const string ModelKey = nameof(DistributedMixtralOptions.ModelNameOrPath);

    /// <exception cref="PretrainedConfigException">The options are wrong, or the model cannot be loaded.</exception>
    /// <exception cref="OptionsValidationException">The config breaks rules; the exception lists them.</exception>
    /// <exception cref="InvalidOperationException">The program configures the record, which cannot change.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled during the loading.</exception>
    public DistributedMixtralConfig Load(string name, CancellationToken cancellationToken)
    {
        DistributedMixtralOptions options = provider
            .GetRequiredService<IOptionsFactory<DistributedMixtralOptions>>()
            .Create(name);
        if (
            provider.GetServices<IConfigureOptions<DistributedMixtralConfig>>().Any()
            || provider.GetServices<IPostConfigureOptions<DistributedMixtralConfig>>().Any()
        )
        {
            throw new InvalidOperationException(
                $"{nameof(DistributedMixtralConfig)} is immutable, so Configure and PostConfigure cannot change it. "
                    + $"Set {nameof(DistributedMixtralOptions)}.{nameof(DistributedMixtralOptions.Customize)} instead."
            );
        }

        if (string.IsNullOrWhiteSpace(options.ModelNameOrPath))
        {
            throw NoModel(name, options.Section as IConfigurationSection);
        }

        DistributedMixtralConfig config = options.Build(provider.GetService<ILoggerFactory>(), cancellationToken);
        string[] failures =
        [
            .. config.Validate().Select(failure => failure.ToString()),
            .. provider
                .GetServices<IValidateOptions<DistributedMixtralConfig>>()
                .SelectMany(validator => validator.Validate(name, config).Failures ?? []),
        ];
        return failures.Length == 0
            ? config
            : throw new OptionsValidationException(
                name,
                typeof(DistributedMixtralConfig),
                ShortList.Of(failures, MaxFailures)
            );
    }

    private PretrainedConfigException NoModel(string name, IConfigurationSection? section)
    {
        string start = name.Length == 0 ? "No model is set" : $"The config '{Printable.Short(name)}' has no model";
        if (section is null)
        {
            return new($"{start}: register one, or set {ModelKey}.");
        }

        string fault = section.Exists() ? $"does not set {ModelKey}" : "does not exist, or is empty";

        // The hosts of .NET put the directory of appsettings.json into the configuration.
        string? root = provider.GetService<IConfiguration>()?["contentRoot"];
        string files = root is null ? "" : $" The content root is '{Printable.Short(root)}'.";
        return new(
            $"{start}: the section '{Printable.Short(section.Path)}' of the configuration {fault}.{files} Add "
                + $"{section.Path}:{ModelKey}, or pass the model to AddDistributedMixtralConfig(model, section)."
        );
    }
}
