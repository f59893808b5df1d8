namespace Petals.Mixtral.Config.Tests.Cost;

/// <summary>These tests run alone, because other tests would disturb the times.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
