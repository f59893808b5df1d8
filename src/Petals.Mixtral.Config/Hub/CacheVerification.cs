namespace Petals.Mixtral.Config.Hub;

/// <summary>The result of verifying every blob of a repo.</summary>
/// <param name="Intact">The number of blobs whose content matches the hash in their name.</param>
/// <param name="Damaged">The blobs whose content does not match, or that could not be read.</param>
/// <param name="NotVerifiable">The paths of entries whose names are not hashes, such as the blobs of a mirror.</param>
public sealed record CacheVerification(
    int Intact,
    IReadOnlyList<DamagedBlob> Damaged,
    IReadOnlyList<string> NotVerifiable
);
