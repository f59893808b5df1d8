namespace Petals.Mixtral.Config.Validation;

internal static class ConfigRules
{
    public static IReadOnlyList<ConfigFailure> Check(DistributedMixtralConfig config)
    {
        var failures = new FailureList(config);
        ArchitectureRules.Check(config, failures);
        TokenIdRules.Check(config, failures);
        SwarmRules.Check(config, failures);
        TimeRules.Check(config, failures);
        PTuneRules.Check(config, failures);
        failures.Positive(config.ChunkedForwardStep);
        return failures.ToList();
    }
}
