namespace Petals.Mixtral.Config.Hub;

/// <summary>A file of a repo in the cache.</summary>
public sealed class HubFile(string path, string repoId, string fileName, string commitHash, bool wasDownloaded)
{
    /// <summary>The full path of the file in the snapshot of its commit.</summary>
    public string Path { get; } = path;

    /// <summary>The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</summary>
    public string RepoId { get; } = repoId;

    /// <summary>The path of the file inside the repo, such as <c>config.json</c>.</summary>
    public string FileName { get; } = fileName;

    /// <summary>The commit of the revision.</summary>
    public string CommitHash { get; } = commitHash;

    /// <summary>Whether this call downloaded the file; otherwise it was cached.</summary>
    public bool WasDownloaded { get; } = wasDownloaded;
}
