using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Downloads the shards of blocks.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Downloads the config, the index, and the files that hold some blocks, all of one commit, into the cache. Four
    /// files are downloaded at the same time, and interrupted downloads continue. <see cref="CheckpointDownload"/>
    /// shows the files and sizes first.
    /// </summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="blocks">The blocks, such as <c>0..8</c>; the end is excluded.</param>
    /// <param name="outsideBlocks">Whether to add the files of the tensors outside the blocks, which a client needs:
    /// embeddings, final norm and head.</param>
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <param name="progress">Receives the progress of all files together. Several threads call it, one at a
    /// time.</param>
    /// <returns>The checkpoint in the cache. Files of other blocks may be missing.</returns>
    /// <inheritdoc cref="CheckpointDownload.Plan"/>
    public static CheckpointIndex DownloadBlocks(
        string repoId,
        Range blocks,
        bool outsideBlocks = false,
        PretrainedLoadOptions? options = null,
        IProgress<DownloadProgress>? progress = null
    ) => CheckpointDownload.Plan(repoId, blocks, outsideBlocks, options).Run(progress);

    /// <inheritdoc cref="DownloadBlocks"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="blocks">The blocks, such as <c>0..8</c>; the end is excluded.</param>
    /// <param name="outsideBlocks">Whether to add the files of the tensors outside the blocks, which a client needs:
    /// embeddings, final norm and head.</param>
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <param name="progress">Receives the progress of all files together. Several threads call it, one at a
    /// time.</param>
    /// <param name="cancellationToken">Cancels the downloads. The received parts of large files are kept.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<CheckpointIndex> DownloadBlocksAsync(
        string repoId,
        Range blocks,
        bool outsideBlocks = false,
        PretrainedLoadOptions? options = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        CheckpointDownload plan = await CheckpointDownload
            .PlanAsync(repoId, blocks, outsideBlocks, options, cancellationToken)
            .ConfigureAwait(false);
        return await plan.RunAsync(progress, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
