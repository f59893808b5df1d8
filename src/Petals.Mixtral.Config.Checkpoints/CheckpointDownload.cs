using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// The files of a repo that a server needs for its blocks: those that hold the blocks, of one commit. Planning downloads
/// config.json and the index; <see cref="RunAsync"/> downloads the files into the cache, and continues what an earlier
/// run left.
/// </summary>
#pragma warning disable CA1849 // Call async methods: blocking is one of the two modes of planning.
public sealed class CheckpointDownload
{
    private const int DefaultParallelDownloads = 4;

    private readonly string _repoId;
    private readonly PretrainedLoadOptions _options;
    private readonly (string File, HubFileEntry Entry)[] _files;

    private CheckpointDownload(
        string repoId,
        PretrainedLoadOptions options,
        IEnumerable<(string File, HubFileEntry Entry)> files
    )
    {
        _repoId = repoId;
        _options = options;
        _files = [.. files];
        Files = ValueList<HubFileEntry>.Create([.. _files.Select(file => file.Entry)]);
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
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <exception cref="ArgumentException"><paramref name="repoId"/> is <see langword="null"/>, blank, or a path on this
    /// machine.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model does not have all <paramref name="blocks"/>.</exception>
    /// <exception cref="ConfigNotFoundException">The repo has no checkpoint.</exception>
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
    /// <returns>The checkpoint in the cache. Files of other blocks may be missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxParallelDownloads"/> is less than
    /// 1.</exception>
    /// <exception cref="HubException">A file could not be downloaded. Those that were are in the cache.</exception>
    public CheckpointIndex Run(
        IProgress<DownloadProgress>? progress = null,
        int maxParallelDownloads = DefaultParallelDownloads
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelDownloads, 1);
        using HubClient client = CreateClient(_options);
        var total = new TotalProgress(progress, TotalSize);
        try
        {
            Parallel.ForEach(
                _files,
                new ParallelOptions { MaxDegreeOfParallelism = maxParallelDownloads },
                file =>
                {
                    client.Download(_repoId, file.File, OptionsOf(total.ForFile(file.File)));
                    total.Report(file.File, file.Entry.Size);
                }
            );
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return CheckpointIndex.Load(_repoId, _options);
    }

    /// <inheritdoc cref="Run"/>
    /// <param name="progress">Receives the progress of all files together. Several threads call it, one at a
    /// time.</param>
    /// <param name="maxParallelDownloads">How many files are downloaded at the same time; at least 1.</param>
    /// <param name="cancellationToken">Cancels the downloads. What has arrived of large files is kept.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<CheckpointIndex> RunAsync(
        IProgress<DownloadProgress>? progress = null,
        int maxParallelDownloads = DefaultParallelDownloads,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelDownloads, 1);
        using HubClient client = CreateClient(_options);
        var total = new TotalProgress(progress, TotalSize);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = maxParallelDownloads,
            CancellationToken = cancellationToken,
        };
        await Parallel
            .ForEachAsync(
                _files,
                parallel,
                async (file, cancellation) =>
                {
                    HubDownloadOptions options = OptionsOf(total.ForFile(file.File));
                    await client.DownloadAsync(_repoId, file.File, options, cancellation).ConfigureAwait(false);
                    total.Report(file.File, file.Entry.Size);
                }
            )
            .ConfigureAwait(false);
        return CheckpointIndex.Load(_repoId, _options);
    }

    private static async ValueTask<CheckpointDownload> PlanAsync(
        CallMode mode,
        string repoId,
        Range blocks,
        bool outsideBlocks,
        PretrainedLoadOptions? options
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(repoId);
        options ??= PretrainedLoadOptions.Default;
        DistributedMixtralConfig config = mode.IsAsync
            ? await DistributedMixtralConfig
                .FromPretrainedAsync(repoId, null, options, mode.Cancellation)
                .ConfigureAwait(false)
            : DistributedMixtralConfig.FromPretrained(repoId, null, options);
        PretrainedLoadOptions pinned = options with
        {
            ForceDownload = false,
            Revision =
                config.CommitHash
                ?? throw new ArgumentException(
                    $"'{repoId}' is a path on this machine; give a repo id.",
                    nameof(repoId)
                ),
        };
        (int start, int count) = blocks.GetOffsetAndLength(config.Blocks.Count);
        using HubClient client = CreateClient(pinned);
        Dictionary<string, HubFileEntry> listed = (
            mode.IsAsync
                ? await client.ListFilesAsync(repoId, pinned.Revision, mode.Cancellation).ConfigureAwait(false)
                : client.ListFiles(repoId, pinned.Revision)
        ).ToDictionary(file => file.Path, StringComparer.Ordinal);
        string name =
            CheckpointFiles
                .Formats.Select(CheckpointFiles.NameOf)
                .FirstOrDefault(file => listed.ContainsKey(PathOf(file, pinned)))
            ?? throw new ConfigNotFoundException(
                $"The repo '{repoId}' has no checkpoint.",
                repoId,
                pinned.Revision,
                [],
                "Give a repo that holds weights, or the subfolder that holds them."
            );
        IEnumerable<string> shards = [name];
        if (name.EndsWith(".json", StringComparison.Ordinal))
        {
            var download = new HubDownloadOptions
            {
                Revision = pinned.Revision,
                Subfolder = pinned.Subfolder,
                MaxSize = WeightMapReader.MaxSize,
                MustBeJsonObject = true,
            };
            _ = mode.IsAsync
                ? await client.DownloadAsync(repoId, name, download, mode.Cancellation).ConfigureAwait(false)
                : client.Download(repoId, name, download);
            var index = CheckpointIndex.Load(repoId, pinned);
            shards = index.FindShardFiles(config.Blocks.Skip(start).Take(count));
            if (outsideBlocks)
            {
                string prefix = $"{config.BlockPrefix}.";
                shards = shards.Union(
                    index
                        .WeightMap!.Where(tensor => !tensor.Key.StartsWith(prefix, StringComparison.Ordinal))
                        .Select(tensor => tensor.Value)
                );
            }
        }

        return new CheckpointDownload(
            repoId,
            pinned,
            shards
                .Order(StringComparer.Ordinal)
                .Select(shard =>
                    listed.TryGetValue(PathOf(shard, pinned), out HubFileEntry? entry)
                        ? (shard, entry)
                        : throw new CheckpointFormatException(
                            name,
                            "$.weight_map",
                            "a file that the repo has",
                            $"'{shard}'"
                        )
                )
        );
    }

    private static string PathOf(string file, PretrainedLoadOptions options) =>
        RepoFilePath.Parse(file, options.Subfolder).Value;

    private static HubClient CreateClient(PretrainedLoadOptions options) =>
        new(
            new HubClientOptions
            {
                CacheDirectory = options.CacheDirectory,
                LocalFilesOnly = options.LocalFilesOnly,
                Token = options.Token,
                Endpoint = options.Endpoint,
                HttpClient = options.HttpClient,
                LoggerFactory = options.LoggerFactory,
                Environment = options.Environment,
            }
        );

    private HubDownloadOptions OptionsOf(IProgress<DownloadProgress>? progress) =>
        new()
        {
            Revision = _options.Revision,
            Subfolder = _options.Subfolder,
            Progress = progress,
        };
}
