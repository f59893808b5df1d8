namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>How many tensors a checkpoint may have, so that a hostile file costs little; Mixtral-8x22B has 1739 in
/// all.</summary>
internal static class CheckpointLimits
{
    /// <summary>In one file.</summary>
    public const int MaxTensorsOfFile = 100_000;

    /// <summary>In an index.</summary>
    public const int MaxTensors = 1_000_000;

    /// <exception cref="CheckpointFormatException">There are more than there may be.</exception>
    public static void ThrowIfMany(int count, int limit, string file, string place)
    {
        if (count > limit)
        {
            throw new CheckpointFormatException(file, place, $"at most {limit} tensors", "more");
        }
    }
}
