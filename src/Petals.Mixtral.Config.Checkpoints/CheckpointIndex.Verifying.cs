using Petals.Mixtral.Config.Checkpoints.Verification;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Comparing with a config.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Compares the names, shapes and dtypes of the tensors with what a config says. Of each file only the header is
    /// read. What is wrong with the checkpoint is in the report, never an exception.
    /// </summary>
    /// <param name="config">The config of the model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">A size in the config is not positive, or its experts have more
    /// tensors than a list can hold.</exception>
    public CheckpointReport Verify(DistributedMixtralConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return CheckpointVerifier.Verify(this, config);
    }
}
