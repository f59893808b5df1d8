namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>Other tests would disturb the times.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
