namespace Petals.Mixtral.Config.Checkpoints.Remote;

/// <summary>The files of a checkpoint that only the Hub has.</summary>
/// <param name="FolderFiles">The names of all files beside the index.</param>
/// <param name="Shards">The files of the checkpoint that are not cached, by name.</param>
internal sealed record RemoteShards(
    IReadOnlyCollection<string> FolderFiles,
    IReadOnlyDictionary<string, RemoteShard> Shards
);
