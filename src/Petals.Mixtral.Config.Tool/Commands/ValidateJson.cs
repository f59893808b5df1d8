namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>What <c>validate --json</c> prints: each property is a member, its name in snake_case.</summary>
internal sealed class ValidateJson(string model, DistributedMixtralConfig config, IReadOnlyList<ConfigFailure> failures)
{
    public string Model => model;

    public string? File => config.LoadedFrom;

    public bool IsValid => failures.Count == 0;

    public IReadOnlyList<ConfigFailure> Failures => failures;
}
