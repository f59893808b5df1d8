namespace Petals.Mixtral.Config.Validation;

/// <summary>All rules of a config.</summary>
internal static class ConfigRules
{
    public static IReadOnlyList<ConfigFailure> Check(DistributedMixtralConfig config)
    {
        var failures = new FailureList();
        ArchitectureRules.Check(config.Model, failures);
        TokenIdRules.Check(config.Model, failures);
        SwarmRules.Check(config.Client, failures);
        ServerRules.Check(config.Client, failures);
        TimeRules.Check(config.Client, failures);
        PTuneRules.Check(config.PTune, failures);
        failures.Positive(config.ChunkedForwardStep);
        return failures.ToList();
    }
}
