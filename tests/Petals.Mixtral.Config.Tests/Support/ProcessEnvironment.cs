namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Tests that change the environment of the process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment;
