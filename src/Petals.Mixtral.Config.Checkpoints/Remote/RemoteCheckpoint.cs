using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Checkpoints.Remote;

/// <summary>Finds the checkpoint of a repo in the cache, or on the Hub if files are not cached.</summary>
internal static class RemoteCheckpoint
{
    private const int MaxFirstRead = 16 * 1024;
    private const int ParallelRequests = 8;

    /// <summary>An upper bound of the bytes of a tensor in a header, without its name.</summary>
    private const int EntrySize = 96;

    /// <summary>Finds the index, which is downloaded if it is not cached.</summary>
    /// <param name="mode">How the call waits.</param>
    /// <param name="repo">The repo.</param>
    /// <param name="wanted">Selects the files that are needed.</param>
    /// <returns>The index, and the files of the repo; null if all needed files are cached.</returns>
    /// <exception cref="ConfigNotFoundException">The repo has no checkpoint.</exception>
    public static async ValueTask<(CheckpointIndex Index, IReadOnlyDictionary<string, HubFileEntry>? Listed)> FindAsync(
        CallMode mode,
        HubRepo repo,
        Func<CheckpointIndex, IEnumerable<string>> wanted
    )
    {
        CheckpointIndex? cached = repo.Options.ForceDownload ? null : TryLoadCached(repo);
        if (cached is not null && wanted(cached).All(cached.IsOnThisMachine))
        {
            return (cached, null);
        }

        IReadOnlyDictionary<string, HubFileEntry> listed = await repo.ListAsync(mode).ConfigureAwait(false);
        CheckpointFormat[] found =
        [
            .. CheckpointFiles.Formats.Where(format => listed.ContainsKey(CheckpointFiles.NameOf(format))),
        ];
        if (found is not [var format, ..])
        {
            throw new ConfigNotFoundException(
                $"The repo '{repo.RepoId}' has no checkpoint.",
                repo.RepoId,
                repo.Options.Revision,
                [],
                "Give a repo that holds weights, or the subfolder that holds them."
            );
        }

        if (cached?.Format == format)
        {
            return (cached, listed);
        }

        if (format is CheckpointFormat.Safetensors or CheckpointFormat.PyTorch)
        {
            return (new CheckpointIndex(CheckpointLocator.FindSnapshot(repo), format, null), listed);
        }

        await repo.DownloadAsync(mode, CheckpointFiles.NameOf(format), isJson: true).ConfigureAwait(false);
        return (CheckpointIndex.Load(repo.RepoId, repo.Options), listed);
    }

    /// <summary>Loads the index, and reads the headers of the files that are not cached.</summary>
    public static async ValueTask<CheckpointIndex> LoadAsync(
        CallMode mode,
        string repoId,
        PretrainedLoadOptions? options
    )
    {
        using var repo = new HubRepo(repoId, await HubRepo.PinAsync(mode, repoId, options).ConfigureAwait(false));
        (CheckpointIndex index, IReadOnlyDictionary<string, HubFileEntry>? listed) = await FindAsync(
                mode,
                repo,
                index => index.ShardFiles
            )
            .ConfigureAwait(false);
        if (listed is null)
        {
            return index;
        }

        Dictionary<string, RemoteShard> shards = index
            .ShardFiles.Where(shard => listed.ContainsKey(shard) && !index.IsOnThisMachine(shard))
            .ToDictionary(
                shard => shard,
                shard => new RemoteShard(repoId, shard, listed[shard]),
                StringComparer.Ordinal
            );
        if (!index.IsPickle)
        {
            await ReadHeadersAsync(mode, repo, index, shards).ConfigureAwait(false);
        }

        return index.With(
            new RemoteShards([.. listed.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal))], shards)
        );
    }

    /// <summary>Reads the start of each file, and then the rest of each header that is longer.</summary>
    private static async ValueTask ReadHeadersAsync(
        CallMode mode,
        HubRepo repo,
        CheckpointIndex index,
        Dictionary<string, RemoteShard> shards
    )
    {
        Dictionary<string, int> likely = LikelyLengths(index);
        await HubRepo
            .ForEachAsync(
                mode,
                shards,
                ParallelRequests,
                (call, shard) => shard.Value.ReadAsync(call, repo, likely.GetValueOrDefault(shard.Key, MaxFirstRead))
            )
            .ConfigureAwait(false);
        int budget = CheckpointLimits.MaxHeadersOfCheckpoint;
        (RemoteShard Shard, int Length)[] rests =
        [
            .. index
                .ShardFiles.Where(shards.ContainsKey)
                .Select(shard => (shards[shard], shards[shard].FindStartLength(ref budget))),
        ];
        await HubRepo
            .ForEachAsync(mode, rests, ParallelRequests, (call, rest) => rest.Shard.ReadAsync(call, repo, rest.Length))
            .ConfigureAwait(false);
    }

    /// <summary>Estimates the length of each header from the names in the index.</summary>
    private static Dictionary<string, int> LikelyLengths(CheckpointIndex index)
    {
        var lengths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string tensor, string shard) in index.WeightMap ?? new Dictionary<string, string>())
        {
            int length = lengths.GetValueOrDefault(shard, EntrySize) + tensor.Length + EntrySize;
            lengths[shard] = Math.Min(length, MaxFirstRead);
        }

        return lengths;
    }

    private static CheckpointIndex? TryLoadCached(HubRepo repo)
    {
        try
        {
            return CheckpointIndex.Load(repo.RepoId, repo.Options);
        }
        catch (ConfigNotFoundException)
        {
            return null;
        }
    }
}
