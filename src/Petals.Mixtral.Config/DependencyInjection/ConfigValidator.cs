using Microsoft.Extensions.Options;

namespace Petals.Mixtral.Config.DependencyInjection;

/// <summary>The rules of <see cref="DistributedMixtralConfig.Validate"/>, as the options of .NET ask for
/// them.</summary>
internal sealed class ConfigValidator : IValidateOptions<DistributedMixtralConfig>
{
    public ValidateOptionsResult Validate(string? name, DistributedMixtralConfig options) =>
        options.Validate() is { Count: > 0 } failures
            ? ValidateOptionsResult.Fail(failures.Select(failure => failure.ToString()))
            : ValidateOptionsResult.Success;
}
