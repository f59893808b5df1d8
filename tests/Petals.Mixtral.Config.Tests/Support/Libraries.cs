namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The assemblies of the two packages that programs reference.</summary>
internal static class Libraries
{
    public static Assembly Config { get; } = typeof(DistributedMixtralConfig).Assembly;

    public static Assembly Checkpoints { get; } = typeof(CheckpointIndex).Assembly;

    public static IEnumerable<Type> ExportedTypes => Config.GetExportedTypes().Concat(Checkpoints.GetExportedTypes());
}
