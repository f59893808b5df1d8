namespace Petals.Mixtral.Config.Hub;

/// <summary>The result of hashing every blob of a repo.</summary>
public sealed class CacheVerification(
    int intact,
    IReadOnlyList<DamagedBlob> damaged,
    IReadOnlyList<string> notVerifiable
)
{
    /// <summary>How many blobs match their names.</summary>
    public int Intact { get; } = intact;

    /// <summary>The blobs that do not match, or that could not be read.</summary>
    public IReadOnlyList<DamagedBlob> Damaged { get; } = damaged;

    /// <summary>The paths of entries whose names are not hashes, such as the blobs of a mirror.</summary>
    public IReadOnlyList<string> NotVerifiable { get; } = notVerifiable;
}
