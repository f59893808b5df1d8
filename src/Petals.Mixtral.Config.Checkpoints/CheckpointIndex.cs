using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Where the weights of a model are: which file of its checkpoint holds the tensors of a block. Only the index is read,
/// or the header of a single file; the shards need not be there.
/// </summary>
public sealed partial class CheckpointIndex
{
    private readonly CheckpointFolder _folder;
    private readonly WeightMap? _weights;

    private CheckpointIndex(CheckpointFolder folder, CheckpointFormat format, WeightMap? weights)
    {
        _folder = folder;
        _weights = weights;
        Format = format;
        Path = folder.PathOf(CheckpointFiles.NameOf(format));
        ShardFiles =
            weights is null || format == CheckpointFormat.Safetensors
                ? ValueList<string>.Of([CheckpointFiles.NameOf(format)])
                : Sort(weights.Shards.Values);
    }

    /// <summary>The form of the checkpoint.</summary>
    public CheckpointFormat Format { get; }

    /// <summary>The full path of the index, or of the only file.</summary>
    public string Path { get; }

    /// <summary>The files of the checkpoint, by their paths in its folder, in the order of their names.</summary>
    public IReadOnlyList<string> ShardFiles { get; }

    /// <summary>The file of each tensor. <see langword="null"/> for <see cref="CheckpointFormat.PyTorch"/>, which does
    /// not show its tensors.</summary>
    public IReadOnlyDictionary<string, string>? WeightMap => _weights?.Shards;

    /// <summary>The size of all tensors in bytes, as the index or the header says; <see langword="null"/> where nothing
    /// says it.</summary>
    public long? TotalSize => _weights?.TotalSize;

    /// <summary>The files that hold the weights of a block, in the order of their names.</summary>
    /// <param name="block">The block.</param>
    /// <exception cref="ArgumentNullException"><paramref name="block"/> is <see langword="null"/>.</exception>
    /// <exception cref="BlockNotFoundException">The checkpoint holds no weights of the block.</exception>
    public IReadOnlyList<string> FindShardFiles(WrappedMixtralBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return FindShardFiles([block]);
    }

    /// <summary>
    /// The files that hold the weights of several blocks, each once, in the order of their names. A single file that
    /// does not show its tensors is taken to hold them all.
    /// </summary>
    /// <param name="blocks">The blocks, such as <c>config.Blocks.Take(8)</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="blocks"/> or one of them is
    /// <see langword="null"/>.</exception>
    /// <exception cref="BlockNotFoundException">The checkpoint holds no weights of one of the blocks.</exception>
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

        return Sort(shards);
    }

    /// <summary>The full path of a file of the checkpoint. The file need not be there.</summary>
    /// <param name="shardFile">One of <see cref="ShardFiles"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="shardFile"/> is <see langword="null"/>, or none of
    /// them.</exception>
    /// <exception cref="HubException">Its path, with the subfolder, is longer than any in a repo.</exception>
    public string GetShardPath(string shardFile) => _folder.PathOf(Known(shardFile));

    /// <summary>The path to open, all links followed; <see langword="null"/> where there is no file yet.</summary>
    /// <exception cref="HubException">It leads out of the folder of the repo.</exception>
    internal OpenedFile? TryOpenShard(string shardFile) => _folder.TryOpen(shardFile);

    private static ValueList<string> Sort(IEnumerable<string> shards) =>
        ValueList<string>.Of([.. shards.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private string Known(string shardFile)
    {
        ArgumentNullException.ThrowIfNull(shardFile);
        return ShardFiles.Contains(shardFile)
            ? shardFile
            : throw new ArgumentException(
                $"'{Printable.Short(shardFile)}' is no file of the checkpoint '{Path}'.",
                nameof(shardFile)
            );
    }
}
