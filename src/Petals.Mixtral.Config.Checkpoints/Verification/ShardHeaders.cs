using Petals.Mixtral.Config.Checkpoints.Remote;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>
/// The headers of the readable files of a checkpoint, and a finding for each other file. A file that several names link
/// to, as symlinks or hard links, is read once.
/// </summary>
internal sealed class ShardHeaders
{
    private readonly SortedDictionary<string, SafetensorsHeader> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsHeader> _byIdentity = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);
    private int _budget = CheckpointLimits.MaxHeadersOfCheckpoint;

    private ShardHeaders() { }

    /// <summary>The headers of the files. Pickles have no header.</summary>
    public IReadOnlyCollection<SafetensorsHeader> All => _byIdentity.Values;

    public FindingList Findings { get; } = new();

    /// <summary>The header of a file; null if it was not read.</summary>
    public SafetensorsHeader? Find(string shard) => _byName.GetValueOrDefault(shard);

    public static ShardHeaders Read(CheckpointIndex index)
    {
        var shards = new ShardHeaders();
        if (OtherShards.Find(index) is { } others)
        {
            shards.Findings.Add(
                new CheckpointFinding(
                    CheckpointFindingKind.MissingShard,
                    "the files of the index",
                    $"none of them, but {others}"
                )
            );
            return shards;
        }

        // One pass for all files, because an index may have as many files as tensors.
        Dictionary<string, int> tensors = (index.WeightMap?.Values ?? [])
            .CountBy(shard => shard, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        foreach (string shard in index.ShardFiles)
        {
            try
            {
                shards.Open(index, shard, tensors.GetValueOrDefault(shard));
            }
            catch (Exception exception)
                when (exception is PretrainedConfigException or IOException or UnauthorizedAccessException)
            {
                shards.AddDamaged(shard, exception.Message);
            }
        }

        return shards;
    }

    private void Open(CheckpointIndex index, string shard, int tensors)
    {
        using OpenedFile? file = index.TryOpenShard(shard);
        RemoteShard? remote = file is null ? index.Remote?.Shards.GetValueOrDefault(shard) : null;
        if (file is null && remote is null)
        {
            Findings.Add(
                new CheckpointFinding(
                    CheckpointFindingKind.MissingShard,
                    $"a file with {tensors} {(tensors == 1 ? "tensor" : "tensors")}",
                    "no such file yet"
                )
                {
                    ShardFile = shard,
                }
            );
        }
        else if (!index.IsPickle)
        {
            Read(file, remote, shard);
        }
    }

    private void Read(OpenedFile? file, RemoteShard? remote, string shard)
    {
        string identity = file is null ? remote!.Identity : FileIdentity.Of(file);
        if (_faults.TryGetValue(identity, out string? fault))
        {
            AddDamaged(shard, fault);
            return;
        }

        if (!_byIdentity.TryGetValue(identity, out SafetensorsHeader? header))
        {
            try
            {
                header = file is null ? remote!.ReadHeader(ref _budget) : SafetensorsHeader.Read(file, ref _budget);
            }
            catch (CheckpointFormatException exception)
            {
                _faults.Add(identity, exception.Message);
                throw;
            }

            _byIdentity.Add(identity, header);
        }

        _byName.Add(shard, header);
    }

    private void AddDamaged(string shard, string fault) =>
        Findings.Add(
            new CheckpointFinding(CheckpointFindingKind.DamagedShard, "an intact file", fault) { ShardFile = shard }
        );
}
