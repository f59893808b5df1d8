using Petals.Mixtral.Config.Checkpoints.Verification;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Compares the checkpoint with a config.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Compares the names, shapes and dtypes of the tensors with a config. Only the header of each file is read. Faults
    /// of the checkpoint are in the report; they never cause an exception.
    /// </summary>
    /// <param name="config">The config of the model.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="config"/> is <see langword="null"/>.</exception>
    /// <exception cref="PretrainedConfigException">A size in the config is not positive, or its experts have more
    /// tensors than <see cref="int.MaxValue"/>.</exception>
    public CheckpointReport Verify(DistributedMixtralConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return CheckpointVerifier.Verify(this, config);
    }
}
