namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Shows the failures of a config.</summary>
internal static class Failing
{
    /// <summary>The keys that fail, in the order of the failures.</summary>
    public static IEnumerable<string> FailingKeys(this DistributedMixtralConfig config) =>
        config.Validate().Select(failure => failure.Key);

    /// <summary>The only failure, as a sentence.</summary>
    public static string OnlyFailure(this DistributedMixtralConfig config) =>
        config.Validate().Should().ContainSingle().Which.ToString();
}
