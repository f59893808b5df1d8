namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The tests that change the environment of the test process: no other test runs at the same time.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment;
