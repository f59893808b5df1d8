namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A tensor that a test writes into a checkpoint, valid or not.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Shard">The file that contains it. Null for none.</param>
internal sealed record ShardTensor(string Name, IReadOnlyList<long> Shape, string? Shard)
{
    /// <summary>The file that the index names. Null if the index does not contain the tensor.</summary>
    public string? IndexedIn { get; init; } = Shard;

    public string Dtype { get; init; } = "BF16";

    public long Size =>
        Shape.Aggregate(
            Dtype switch
            {
                "F32" or "I32" or "U32" => 4L,
                "BF16" or "F16" => 2L,
                _ => 1L,
            },
            (size, dimension) => size * dimension
        );
}
