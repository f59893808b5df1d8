using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Checkpoints.Remote;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints;

/// <content>Loads an index from a directory or the cache.</content>
public sealed partial class CheckpointIndex
{
    /// <summary>
    /// Loads the index of a model's checkpoint from this machine. If several formats exist, the first one of
    /// <see cref="CheckpointFormat"/> is loaded. It never downloads.
    /// </summary>
    /// <param name="modelNameOrPath">A directory, a file in it, such as
    /// <see cref="DistributedMixtralConfig.LoadedFrom"/>, or a repo id.</param>
    /// <param name="options">Where to look: revision, cache directory and subfolder.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="ConfigNotFoundException">The checkpoint was not found. The message lists every place searched,
    /// and how to get it.</exception>
    /// <exception cref="CheckpointFormatException">The index, or the header of the single file, is invalid or cannot be
    /// read.</exception>
    /// <exception cref="HubException">The cache is damaged or cannot be read, or an option is invalid.</exception>
    public static CheckpointIndex Load(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelNameOrPath);
        (CheckpointFolder folder, CheckpointFormat format, OpenedFile file) = CheckpointLocator.Locate(
            modelNameOrPath,
            options ?? PretrainedLoadOptions.Default
        );
        using (file)
        {
            return new CheckpointIndex(folder, format, ReadWeights(file, format));
        }
    }

    /// <summary>
    /// Loads the index of a repo, and reads the headers of those shards from the Hub that are not in the cache: a few
    /// hundred kilobytes for weights of any size. config.json and the index are downloaded into the cache. All files
    /// are of one commit. If all are cached, no request is sent. <see cref="Verify"/> needs no request afterwards.
    /// </summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException"><paramref name="repoId"/> is <see langword="null"/>, blank, or a path on
    /// this machine.</exception>
    /// <exception cref="ConfigNotFoundException">The repo has no checkpoint.</exception>
    /// <exception cref="CheckpointFormatException">The index, or the header of the single file, is invalid.</exception>
    /// <exception cref="HubException">The Hub could not be reached, or a request failed.</exception>
    public static CheckpointIndex LoadRemote(string repoId, PretrainedLoadOptions? options = null) =>
        CallMode.Finished(RemoteCheckpoint.LoadAsync(CallMode.Blocking, repoId, options));

    /// <inheritdoc cref="LoadRemote"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="options">The revision, cache, endpoint and token.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<CheckpointIndex> LoadRemoteAsync(
        string repoId,
        PretrainedLoadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => RemoteCheckpoint.LoadAsync(CallMode.Awaiting(cancellationToken), repoId, options).AsTask();

    /// <summary>Opens the checkpoint for reading its tensors. Shards are opened when they are needed.</summary>
    /// <param name="access">How the values are read.</param>
    /// <returns>The tensors by name. The caller disposes of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="access"/> is not a member of its
    /// type.</exception>
    /// <exception cref="NotSupportedException">The checkpoint consists of pickles of PyTorch.</exception>
    public CheckpointTensors OpenTensors(TensorAccess access = TensorAccess.Read) =>
        IsPickle
            ? throw new NotSupportedException(
                $"'{Path}' belongs to a checkpoint of PyTorch pickles, which contain code. Use a repo with safetensors "
                    + "files, or convert it with Python."
            )
            : new CheckpointTensors(this, Required.Defined(access));

    private static WeightMap? ReadWeights(OpenedFile file, CheckpointFormat format)
    {
        switch (format)
        {
            case CheckpointFormat.PyTorch:
                return null;
            case CheckpointFormat.Safetensors:
                return Checkpoints.WeightMap.Create(CheckpointFiles.NameOf(format), SafetensorsHeader.Read(file));
            default:
                return WeightMapReader.Read(file.Path, ReadIndex(file));
        }
    }

    /// <exception cref="CheckpointFormatException">The index cannot be read.</exception>
    private static byte[] ReadIndex(OpenedFile file)
    {
        try
        {
            return file.ReadAll(WeightMapReader.MaxSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(file.Path, exception, "index");
        }
    }
}
