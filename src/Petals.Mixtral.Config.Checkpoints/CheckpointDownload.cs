using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Checkpoints.Remote;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// The files of a repo, all of one commit, that contain some blocks. Planning downloads config.json and the index.
/// <see cref="Run"/> downloads the files into the cache, and continues interrupted downloads.
/// </summary>
#pragma warning disable CA1849 // Call async methods: the config is in the cache.
public sealed class CheckpointDownload
{
    private const int DefaultParallelDownloads = 4;

    private readonly string _repoId;
    private readonly PretrainedLoadOptions _options;
    private readonly string[] _shards;

    private CheckpointDownload(HubRepo repo, string[] shards, HubFileEntry[] files)
    {
        _repoId = repo.RepoId;
        _options = repo.Options;
        _shards = shards;
        Files = ValueList<HubFileEntry>.Create(files);
    }

    /// <summary>The commit of all files.</summary>
    public string CommitHash => _options.Revision;

    /// <summary>The files with their sizes, sorted by name. Some may be in the cache.</summary>
    public IReadOnlyList<HubFileEntry> Files { get; }

    /// <summary>The size of all files in bytes.</summary>
    public long TotalSize => Files.Sum(file => file.Size);

    /// <summary>Finds the files of blocks.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="blocks">The blocks, such as <c>0..8</c>; the end is excluded.</param>
    /// <param name="outsideBlocks">Whether to add the files of the tensors outside the blocks, which a client needs:
    /// embeddings, final norm and head.</param>
    /// <param name="options">The revision, cache, endpoint and token. ForceDownload requests cached files again, and
    /// replaces damaged ones.</param>
    /// <returns>The plan, which lists the files and their sizes.</returns>
    /// <exception cref="ArgumentException"><paramref name="repoId"/> is <see langword="null"/>, blank, or a path on
    /// this machine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model does not have all <paramref name="blocks"/>.</exception>
    /// <exception cref="ConfigNotFoundException">The repo has no checkpoint.</exception>
    /// <exception cref="ConfigFormatException">config.json is not the config of a Mixtral model.</exception>
    /// <exception cref="CheckpointFormatException">The index is not valid, or names a file that the repo does not
    /// have.</exception>
    /// <exception cref="BlockNotFoundException">The checkpoint does not contain weights of one of the
    /// blocks.</exception>
    /// <exception cref="HubException">The config, the index or the list of files could not be downloaded.</exception>
    public static CheckpointDownload Plan(
        string repoId,
        Range blocks,
        bool outsideBlocks = false,
        PretrainedLoadOptions? options = null
    ) => CallMode.Finished(PlanAsync(CallMode.Blocking, repoId, blocks, outsideBlocks, options));

    /// <inheritdoc cref="Plan"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="blocks">The blocks, such as <c>0..8</c>; the end is excluded.</param>
    /// <param name="outsideBlocks">Whether to add the files of the tensors outside the blocks, which a client needs:
    /// embeddings, final norm and head.</param>
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<CheckpointDownload> PlanAsync(
        string repoId,
        Range blocks,
        bool outsideBlocks = false,
        PretrainedLoadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => PlanAsync(CallMode.Awaiting(cancellationToken), repoId, blocks, outsideBlocks, options).AsTask();

    /// <summary>Downloads the files into the cache, several at the same time.</summary>
    /// <param name="progress">Receives the progress of all files together. Several threads call it, one at a
    /// time.</param>
    /// <param name="maxParallelDownloads">How many files are downloaded at the same time; at least 1.</param>
    /// <param name="fileProgress">Called when the download of a file starts. Returns the receiver of its
    /// progress.</param>
    /// <returns>The checkpoint in the cache. Files of other blocks may be missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxParallelDownloads"/> is less than
    /// 1.</exception>
    /// <exception cref="HubException">A file could not be downloaded. Files that were downloaded stay in the
    /// cache.</exception>
    public CheckpointIndex Run(
        IProgress<DownloadProgress>? progress = null,
        int maxParallelDownloads = DefaultParallelDownloads,
        Func<HubFileEntry, IProgress<DownloadProgress>?>? fileProgress = null
    ) => CallMode.Finished(RunAsync(CallMode.Blocking, progress, maxParallelDownloads, fileProgress));

    /// <inheritdoc cref="Run"/>
    /// <param name="progress">Receives the progress of all files together. Several threads call it, one at a
    /// time.</param>
    /// <param name="maxParallelDownloads">How many files are downloaded at the same time; at least 1.</param>
    /// <param name="fileProgress">Called when the download of a file starts. Returns the receiver of its
    /// progress.</param>
    /// <param name="cancellationToken">Cancels the downloads. The received parts of large files are kept.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<CheckpointIndex> RunAsync(
        IProgress<DownloadProgress>? progress = null,
        int maxParallelDownloads = DefaultParallelDownloads,
        Func<HubFileEntry, IProgress<DownloadProgress>?>? fileProgress = null,
        CancellationToken cancellationToken = default
    ) => RunAsync(CallMode.Awaiting(cancellationToken), progress, maxParallelDownloads, fileProgress).AsTask();

    private static async ValueTask<CheckpointDownload> PlanAsync(
        CallMode mode,
        string repoId,
        Range blocks,
        bool outsideBlocks,
        PretrainedLoadOptions? options
    )
    {
        PretrainedLoadOptions pinned = await HubRepo.PinAsync(mode, repoId, options).ConfigureAwait(false);
        var config = DistributedMixtralConfig.FromPretrained(repoId, null, pinned);
        (int start, int count) = blocks.GetOffsetAndLength(config.Blocks.Count);
        WrappedMixtralBlock[] wanted = [.. config.Blocks.Skip(start).Take(count)];
        bool force =
            options?.ForceDownload is true
            && EnvironmentSwitch.Offline(pinned.LocalFilesOnly, pinned.Environment) is null;
        using var repo = new HubRepo(repoId, pinned with { ForceDownload = force });
        (CheckpointIndex index, IReadOnlyDictionary<string, HubFileEntry>? listed) = await RemoteCheckpoint
            .FindAsync(mode, repo, Select)
            .ConfigureAwait(false);
        string[] shards = Select(index);
        return new CheckpointDownload(
            repo,
            shards,
            [.. shards.Select(shard => listed is null ? index.DescribeCached(shard) : Find(shard))]
        );

        string[] Select(CheckpointIndex index)
        {
            string prefix = $"{config.BlockPrefix}.";
            IEnumerable<string> outside =
                index
                    .WeightMap?.Where(tensor => !tensor.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(tensor => tensor.Value)
                ?? index.ShardFiles;
            return [.. index.FindShardFiles(wanted).Union(outsideBlocks ? outside : []).Order(StringComparer.Ordinal)];
        }

        HubFileEntry Find(string shard) =>
            listed.TryGetValue(shard, out HubFileEntry? entry)
                ? entry
                : throw new CheckpointFormatException(
                    CheckpointFiles.NameOf(index.Format),
                    "$.weight_map",
                    "a file that the repo has",
                    $"'{shard}'"
                );
    }

    private async ValueTask<CheckpointIndex> RunAsync(
        CallMode mode,
        IProgress<DownloadProgress>? progress,
        int maxParallelDownloads,
        Func<HubFileEntry, IProgress<DownloadProgress>?>? fileProgress
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelDownloads, 1);
        using var repo = new HubRepo(_repoId, _options);
        var total = new TotalProgress(progress, TotalSize);
        await HubRepo
            .ForEachAsync(
                mode,
                _shards.Zip(Files),
                maxParallelDownloads,
                async (call, file) =>
                {
                    (string shard, HubFileEntry entry) = file;
                    IProgress<DownloadProgress> received = total.ForFile(fileProgress?.Invoke(entry));
                    await repo.DownloadAsync(call, shard, progress: received).ConfigureAwait(false);
                    received.Report(new DownloadProgress(entry.Size, entry.Size, null));
                }
            )
            .ConfigureAwait(false);
        return CheckpointIndex.Load(_repoId, _options);
    }
}
