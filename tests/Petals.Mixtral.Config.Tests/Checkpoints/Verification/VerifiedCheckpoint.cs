namespace Petals.Mixtral.Config.Tests.Checkpoints.Verification;

/// <summary>A checkpoint of the tiny model in three shards, and its report.</summary>
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

    public static DistributedMixtralConfig Tiny { get; } = Read(TinyConfig.Json);

    /// <summary>The config that the checkpoint is compared with.</summary>
    public DistributedMixtralConfig Config { get; set; }

    public CheckpointBuilder Builder { get; }

    /// <summary>Writes the checkpoint, and compares it.</summary>
    public CheckpointReport Verify() => Builder.Write().Load().Verify(Config);

    /// <summary>Writes the checkpoint, damages its files, and compares it.</summary>
    public CheckpointReport Verify(Action<CheckpointBuilder> damage)
    {
        damage(Builder.Write());
        return Builder.Load().Verify(Config);
    }

    public void Dispose() => _directory.Dispose();
}
