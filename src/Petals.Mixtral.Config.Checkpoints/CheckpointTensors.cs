using System.Diagnostics.CodeAnalysis;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Reads the tensors of a checkpoint by name. Each shard is opened once, when the first of its tensors is requested.
/// All members are thread-safe.
/// </summary>
public sealed class CheckpointTensors : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SafetensorsFile> _shards = new(StringComparer.Ordinal);
    private readonly TensorAccess _access;
    private readonly IReadOnlyDictionary<string, string> _weightMap;
    private bool _isDisposed;

    internal CheckpointTensors(CheckpointIndex index, TensorAccess access)
    {
        Index = index;
        _access = access;
        _weightMap = index.WeightMap!;
    }

    /// <summary>The index that maps the tensors to the shards.</summary>
    public CheckpointIndex Index { get; }

    /// <summary>The names of all tensors, in no particular order.</summary>
    public IEnumerable<string> Names => _weightMap.Keys;

    /// <summary>Finds a tensor. Its values are not read yet.</summary>
    /// <param name="name">The whole name, such as <c>model.layers.3.input_layernorm.weight</c>.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="CheckpointFormatException">The index does not contain the tensor, or its shard is missing,
    /// damaged, or does not contain it.</exception>
    /// <exception cref="HubException">The shard is outside the cache directory.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint is closed.</exception>
    public StoredTensor GetTensor(string name) =>
        TryGetTensor(name, out StoredTensor? tensor)
            ? tensor
            : throw new CheckpointFormatException(
                Index.Path,
                $"tensor '{Printable.Short(name)}'",
                "a tensor of this name",
                $"{_weightMap.Count} of other names; check the name, or download the file again"
            );

    /// <summary>Finds a tensor. Its values are not read yet.</summary>
    /// <param name="name">The whole name, such as <c>lm_head.weight</c>.</param>
    /// <param name="tensor">The tensor; <see langword="null"/> if the index does not contain it.</param>
    /// <returns>Whether the index contains the tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="CheckpointFormatException">The shard is missing, damaged, or does not contain the
    /// tensor.</exception>
    /// <exception cref="HubException">The shard is outside the cache directory.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint is closed.</exception>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out StoredTensor? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        tensor = _weightMap.TryGetValue(name, out string? shard) ? OpenShard(shard).GetTensor(name) : null;
        return tensor is not null;
    }

    /// <summary>Closes all shards. Their tensors cannot be read any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (SafetensorsFile shard in _shards.Values)
            {
                shard.Dispose();
            }
        }
    }

    private SafetensorsFile OpenShard(string name)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_shards.TryGetValue(name, out SafetensorsFile? shard))
            {
                shard = Index.TryOpenShard(name) is not { } file
                    ? throw new CheckpointFormatException(
                        Index.GetShardPath(name),
                        "the shard",
                        "a file, as the index requires",
                        "no such file"
                    )
                    : SafetensorsFile.Open(file, _access);
                _shards.Add(name, shard);
            }

            return shard;
        }
    }
}
