namespace Petals.Mixtral.Config.Hub;

/// <summary>What came of reading every blob of a repo.</summary>
/// <param name="Intact">How many blobs hold what their names promise.</param>
/// <param name="Damaged">The blobs that do not, or that could not be read.</param>
/// <param name="NotVerifiable">The paths of entries whose names are not hashes, such as the blobs of a mirror.</param>
public sealed record CacheVerification(
    int Intact,
    IReadOnlyList<DamagedBlob> Damaged,
    IReadOnlyList<string> NotVerifiable
);
