using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Petals.Mixtral.Config.Benchmarks;

if (args is ["cold-start", ..])
{
    return ColdStart.Compare();
}

if (args is ["download", ..])
{
    return await DownloadComparison.RunAsync().ConfigureAwait(false);
}

// In this process: another one would have to be built by BenchmarkDotNet, against the rules of this repository.
ManualConfig config = ManualConfig
    .Create(DefaultConfig.Instance)
    .AddJob(
        Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
    )
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(CategoriesColumn.Default)
    .HideColumns("Type", "Error", "StdDev", "Gen0", "Gen1", "Gen2", "Alloc Ratio")
    .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory)
    .WithArtifactsPath("artifacts/benchmarks")
    .WithOptions(ConfigOptions.JoinSummary);

// The benchmarks of growth and of large tensors take minutes, so they run only by request.
string[] compared = ["--filter", "*LoadBenchmarks*", "*TextBenchmarks*", "*RecordBenchmarks*", "*.BlockBenchmarks*"];
BenchmarkSwitcher.FromAssembly(typeof(LoadBenchmarks).Assembly).Run(args is [] ? compared : args, config);
return 0;
