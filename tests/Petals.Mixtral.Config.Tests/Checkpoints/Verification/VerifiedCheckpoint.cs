using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>A checkpoint of the tiny model in three shards, and what is found in it.</summary>
internal sealed class VerifiedCheckpoint : IDisposable
{
    private readonly TempDirectory _directory = new();

    public VerifiedCheckpoint(
        DistributedMixtralConfig? config = null,
        TensorLayout layout = TensorLayout.Published,
        int numShards = 3
    )
    {
        Config = config ?? Tiny;
        Builder = new CheckpointBuilder(_directory.Path, Config, layout, numShards);
    }

    public static DistributedMixtralConfig Tiny { get; } = DistributedMixtralConfig.FromJson(TinyConfig.Json);

    /// <summary>What the checkpoint is compared with.</summary>
    public DistributedMixtralConfig Config { get; set; }

    public CheckpointBuilder Builder { get; }

    /// <summary>Writes the checkpoint as it is now, and compares it.</summary>
    public CheckpointReport Verify() => Builder.Write().Load().Verify(Config);

    /// <summary>The one finding that there must be.</summary>
    public CheckpointFinding OnlyFinding() => Verify().Findings.Should().ContainSingle().Which;

    public void Dispose() => _directory.Dispose();
}
