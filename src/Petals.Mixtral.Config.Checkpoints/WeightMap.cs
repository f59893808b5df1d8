using System.Collections.ObjectModel;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The shard of each tensor of a checkpoint, and the total size.</summary>
internal sealed class WeightMap
{
    private readonly string[] _names;
    private readonly Dictionary<string, string> _shards;

    /// <summary>Wraps <paramref name="shards"/>, which the caller must not change afterwards.</summary>
    public WeightMap(Dictionary<string, string> shards, long? totalSize)
    {
        _shards = shards;
        _names = [.. shards.Keys];
        Array.Sort(_names, StringComparer.Ordinal);
        Shards = new ReadOnlyDictionary<string, string>(shards);
        TotalSize = totalSize;
    }

    public static WeightMap Create(string file, SafetensorsHeader header) =>
        new(header.Tensors.Keys.ToDictionary(tensor => tensor, _ => file, StringComparer.Ordinal), header.DataLength);

    public IReadOnlyDictionary<string, string> Shards { get; }

    public IReadOnlyList<string> Names => _names;

    /// <summary>The size of all tensors in bytes; null if unknown.</summary>
    public long? TotalSize { get; }

    /// <summary>The shards of the tensors whose names begin with the prefix, with duplicates.</summary>
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
