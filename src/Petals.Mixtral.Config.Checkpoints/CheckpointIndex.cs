using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints.Remote;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Maps the tensors of a model to the files of its checkpoint. Only the index is read, or the header of a single file.
/// The shards do not have to exist.
/// </summary>
public sealed partial class CheckpointIndex
{
    private readonly CheckpointFolder _folder;
    private readonly WeightMap? _weights;
    private readonly string[] _shardFiles;

    internal CheckpointIndex(
        CheckpointFolder folder,
        CheckpointFormat format,
        WeightMap? weights,
        RemoteShards? remote = null
    )
    {
        _folder = folder;
        _weights = weights;
        Remote = remote;
        Format = format;
        Path = folder.PathOf(CheckpointFiles.NameOf(format));
        _shardFiles =
            weights is null || format == CheckpointFormat.Safetensors
                ? [CheckpointFiles.NameOf(format)]
                : Sort(weights.Shards.Values);
        ShardFiles = ValueList<string>.Create(_shardFiles);
    }

    /// <summary>The format of the checkpoint.</summary>
    public CheckpointFormat Format { get; }

    /// <summary>The full path of the index, or of the only file, which may not exist after
    /// <see cref="LoadRemote"/>.</summary>
    public string Path { get; }

    /// <summary>The paths of the files in the folder of the checkpoint, sorted by name.</summary>
    public IReadOnlyList<string> ShardFiles { get; }

    /// <summary>The file of each tensor. <see langword="null"/> for <see cref="CheckpointFormat.PyTorch"/>, whose
    /// tensors cannot be listed.</summary>
    public IReadOnlyDictionary<string, string>? WeightMap => _weights?.Shards;

    /// <summary>The files that only the Hub has; null after <see cref="Load"/>.</summary>
    internal RemoteShards? Remote { get; }

    internal bool IsPickle => Format is CheckpointFormat.PyTorchIndex or CheckpointFormat.PyTorch;

    /// <summary>The names of the tensors, sorted. Empty if they cannot be listed.</summary>
    internal IReadOnlyList<string> TensorNames => _weights?.Names ?? [];

    /// <summary>The size of all tensors in bytes, from the index or the header. <see langword="null"/> if neither
    /// contains it.</summary>
    public long? TotalSize => _weights?.TotalSize;

    /// <summary>Finds the files that contain the weights of a block, sorted by name.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="block"/> is <see langword="null"/>.</exception>
    /// <exception cref="BlockNotFoundException">The checkpoint does not contain weights of the block.</exception>
    public IReadOnlyList<string> FindShardFiles(WrappedMixtralBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return FindShardFiles([block]);
    }

    /// <summary>
    /// Finds the files that contain the weights of several blocks, sorted by name and without duplicates. A single
    /// PyTorch file, whose tensors cannot be listed, is assumed to contain all blocks.
    /// </summary>
    /// <param name="blocks">The blocks, such as <c>config.Blocks.Take(8)</c>.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="blocks"/> or one of them is
    /// <see langword="null"/>.</exception>
    /// <exception cref="BlockNotFoundException">The checkpoint does not contain weights of one of the
    /// blocks.</exception>
    public IReadOnlyList<string> FindShardFiles(IEnumerable<WrappedMixtralBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (_weights is null)
        {
            return ShardFiles;
        }

        var shards = new HashSet<string>(StringComparer.Ordinal);
        foreach (WrappedMixtralBlock block in blocks)
        {
            ArgumentNullException.ThrowIfNull(block, nameof(blocks));
            bool found = false;
            foreach (string shard in _weights.ShardsOf(block.WeightPrefix))
            {
                found = true;
                shards.Add(shard);
            }

            if (!found)
            {
                throw new BlockNotFoundException(block.LayerIndex, block.WeightPrefix, Path);
            }
        }

        return ValueList<string>.Create(Sort(shards));
    }

    /// <summary>Locates a file of the checkpoint. It may not exist.</summary>
    /// <param name="shardFile">One of <see cref="ShardFiles"/>.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ArgumentException"><paramref name="shardFile"/> is <see langword="null"/>, or not one
    /// of them.</exception>
    /// <exception cref="HubException">Its path, with the subfolder, is longer than a repo allows.</exception>
    public string GetShardPath(string shardFile) => _folder.PathOf(Known(shardFile));

    /// <summary>Opens a file of the checkpoint. Returns null if it does not exist.</summary>
    /// <exception cref="HubException">The file is outside the cache directory.</exception>
    internal OpenedFile? TryOpenShard(string shardFile) => _folder.TryOpen(shardFile);

    /// <summary>Describes a cached file as the Hub lists it.</summary>
    internal HubFileEntry DescribeCached(string shardFile)
    {
        using OpenedFile file = TryOpenShard(shardFile)!;
        string path = RepoFilePath.Parse(shardFile, _folder.Subfolder).Value;
        return new HubFileEntry(path, file.Length, CacheLayout.BlobName(file.RealPath)?.Value ?? "");
    }

    internal bool IsOnThisMachine(string shardFile)
    {
        using OpenedFile? file = TryOpenShard(shardFile);
        return file is not null;
    }

    /// <summary>Adds the files that only the Hub has. The header of a single file lists the tensors.</summary>
    /// <exception cref="CheckpointFormatException">The header of the single file is damaged.</exception>
    internal CheckpointIndex With(RemoteShards remote)
    {
        WeightMap? weights = _weights;
        if (Format == CheckpointFormat.Safetensors)
        {
            int budget = CheckpointLimits.MaxHeadersOfCheckpoint;
            weights = Checkpoints.WeightMap.Create(ShardFiles[0], remote.Shards[ShardFiles[0]].ReadHeader(ref budget));
        }

        return new CheckpointIndex(_folder, Format, weights, remote);
    }

    private static string[] Sort(IEnumerable<string> shards) =>
        [.. shards.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private string Known(string shardFile)
    {
        ArgumentNullException.ThrowIfNull(shardFile);
        return Array.BinarySearch(_shardFiles, shardFile, StringComparer.Ordinal) >= 0
            ? shardFile
            : throw new ArgumentException(
                $"'{Printable.Short(shardFile)}' is not a file of the checkpoint '{Path}'.",
                nameof(shardFile)
            );
    }
}
