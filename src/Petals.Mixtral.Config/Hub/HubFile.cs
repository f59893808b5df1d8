namespace Petals.Mixtral.Config.Hub;

/// <summary>A file of a repo in the cache.</summary>
/// <param name="Path">The full path of the file in the snapshot of its commit.</param>
/// <param name="RepoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
/// <param name="FileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
/// <param name="CommitHash">The commit hash of the revision.</param>
/// <param name="WasDownloaded">Whether this call downloaded the content. Otherwise it was already
/// cached.</param>
public sealed record HubFile(string Path, string RepoId, string FileName, string CommitHash, bool WasDownloaded);
