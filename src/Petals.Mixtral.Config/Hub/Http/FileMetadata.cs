using Petals.Mixtral.Config.Hub.Cache;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>What the Hub says of a file.</summary>
/// <param name="CommitHash">The commit that the revision stands for.</param>
/// <param name="Tag">The entity tag, which names the blob.</param>
/// <param name="Size">The size in bytes; <see langword="null"/> where it is not said.</param>
internal sealed record FileMetadata(string CommitHash, ETag Tag, long? Size);
