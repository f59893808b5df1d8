namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The metadata of a file on the Hub.</summary>
/// <param name="CommitHash">The commit of the revision.</param>
/// <param name="Tag">The entity tag, which names the blob.</param>
/// <param name="Size">The size in bytes; null if the Hub does not report it.</param>
/// <param name="CanonicalRepoId">The repo id to which the Hub redirected; null if it is the given one.</param>
internal sealed record FileMetadata(string CommitHash, ETag Tag, long? Size, string? CanonicalRepoId);
