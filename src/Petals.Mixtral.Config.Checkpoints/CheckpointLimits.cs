namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Limits the number of tensors to bound the cost of a hostile file. Mixtral-8x22B has 1739 tensors.</summary>
internal static class CheckpointLimits
{
    public const int MaxTensorsOfFile = 100_000;

    public const int MaxTensorsOfIndex = 1_000_000;

    /// <summary>The headers of all files together, in bytes. Those of Mixtral-8x22B have 0.2 MB.</summary>
    public const int MaxHeadersOfCheckpoint = 32 * 1024 * 1024;

    /// <exception cref="CheckpointFormatException"><paramref name="count"/> exceeds the limit.</exception>
    public static void ThrowIfMany(int count, int limit, string file, string place, string what = "tensors")
    {
        if (count > limit)
        {
            throw new CheckpointFormatException(file, place, $"at most {limit} {what}", "more");
        }
    }
}
