using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Which shard holds each tensor of a checkpoint, and how large they are together.</summary>
internal sealed class WeightMap
{
    private readonly string[] _names;
    private readonly Dictionary<string, string> _shards;

    /// <summary>Takes over the shards by the names of the tensors.</summary>
    public WeightMap(Dictionary<string, string> shards, long? totalSize)
    {
        _shards = shards;
        _names = [.. shards.Keys];
        Array.Sort(_names, StringComparer.Ordinal);
        Shards = new ReadOnlyDictionary<string, string>(shards);
        TotalSize = totalSize;
    }

    /// <summary>The shards by the names of the tensors.</summary>
    public IReadOnlyDictionary<string, string> Shards { get; }

    /// <summary>The size of all tensors in bytes; <see langword="null"/> where the index does not say it.</summary>
    public long? TotalSize { get; }

    /// <summary>The shards of the tensors whose names begin with a prefix, with repetitions.</summary>
    public IEnumerable<string> ShardsOf(string prefix)
    {
        int found = Array.BinarySearch(_names, prefix, StringComparer.Ordinal);
        for (
            int i = found < 0 ? ~found : found;
            i < _names.Length && _names[i].StartsWith(prefix, StringComparison.Ordinal);
            i++
        )
        {
            yield return _shards[_names[i]];
        }
    }
}
