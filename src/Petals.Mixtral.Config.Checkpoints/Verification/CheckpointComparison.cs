namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>
/// Compares the tensors in the headers with those that the model needs. The cost depends on the size of the headers,
/// not on the sizes in the config.
/// </summary>
internal sealed partial class CheckpointComparison(
    CheckpointIndex index,
    ShardHeaders shards,
    ExpectedTensors expected,
    QuantizedModules quantized
)
{
    private readonly FindingList _findings = new();
    private readonly HashSet<string> _accounted = new(StringComparer.Ordinal);
    private readonly HashSet<SafetensorsHeader> _compared = [];
    private readonly SortedDictionary<int, TensorGroup> _blocks = [];
    private readonly TensorGroup _outside = new();
    private readonly List<string> _prefixed = [];

    public int NumFindings => _findings.Count;

    /// <summary>Finds the differences: those of the blocks, in their order, and then the others.</summary>
    public IEnumerable<CheckpointFinding> Run()
    {
        AccountQuantized();
        foreach (string shard in index.ShardFiles)
        {
            if (shards.Find(shard) is { } header && _compared.Add(header))
            {
                foreach (SafetensorsTensor tensor in header.Tensors.Values)
                {
                    Compare(tensor, shard, header);
                }
            }
        }

        CompareUnread();
        NamingConvention.FindPrefixes(_prefixed).ForEach(_findings.Add);
        FindMissing();
        if (!quantized.Any)
        {
            FindDtypes();
        }

        // The count of further missing tensors follows the named ones.
        return _findings
            .Kept.OrderBy(finding => finding.FirstBlock ?? int.MaxValue)
            .ThenBy(finding => finding is { Kind: CheckpointFindingKind.MissingTensor, Tensor: null })
            .ThenBy(finding => finding.Tensor, StringComparer.Ordinal)
            .ThenBy(finding => finding.Kind);
    }

    /// <summary>A quantised module has its weight under other names. A module that the model does not have may contain
    /// the weights of several, such as stacked experts.</summary>
    private void AccountQuantized()
    {
        foreach (string weight in quantized.Weights)
        {
            if (expected.Find(weight) is not null)
            {
                _accounted.Add(weight);
                GroupOf(weight).Accounted++;
            }
            else if (expected.BlockOf(weight) is not null)
            {
                GroupOf(weight).HasForeignModules = true;
            }
        }
    }

    private void Compare(SafetensorsTensor tensor, string shard, SafetensorsHeader header)
    {
        string name = tensor.Spec.Name;
        if (quantized.Covers(name))
        {
            return;
        }

        if (expected.Find(name) is not { } needed)
        {
            if (_accounted.Add(name) && !IsPrefixed(name))
            {
                Add(
                    CheckpointFindingKind.UnexpectedTensor,
                    tensor,
                    shard,
                    "no such tensor",
                    $"{tensor.Dtype} {ShapeText.Format(tensor.Spec.Shape)}"
                );
            }

            return;
        }

        string? indexed = index.WeightMap!.GetValueOrDefault(name);
        SafetensorsHeader? home = indexed is null ? null : shards.Find(indexed);
        if (home != header)
        {
            Add(
                CheckpointFindingKind.MisplacedTensor,
                tensor,
                shard,
                indexed is null ? "an entry in the index" : $"{indexed}, as the index requires",
                indexed is null ? "none" : shard
            );
            if (home?.Tensors.ContainsKey(name) is true)
            {
                // Only the copy in the shard that the index names is compared.
                return;
            }
        }

        if (!_accounted.Add(name))
        {
            return;
        }

        TensorGroup group = GroupOf(name);
        group.Accounted++;
        group.Add(name, tensor.Dtype);
        if (!tensor.Spec.Shape.SequenceEqual(needed.Shape))
        {
            Add(
                CheckpointFindingKind.WrongShape,
                tensor,
                shard,
                ShapeText.Format(needed.Shape),
                ShapeText.Format(tensor.Spec.Shape)
            );
        }
    }

    /// <summary>Compares the tensors that are in the index but not in a header. For a missing or damaged file, only the
    /// names can be compared.</summary>
    private void CompareUnread()
    {
        foreach ((string name, string shard) in index.WeightMap!)
        {
            if (_accounted.Contains(name) || quantized.Covers(name))
            {
                continue;
            }

            if (expected.Find(name) is null)
            {
                if (IsPrefixed(name))
                {
                    continue;
                }

                int? block = expected.BlockOf(name);
                _findings.Add(
                    new CheckpointFinding(
                        CheckpointFindingKind.UnexpectedTensor,
                        "no such tensor",
                        "its name in the index"
                    )
                    {
                        Block = block,
                        Tensor = name,
                        ShardFile = shard,
                    }
                );
            }
            else if (shards.Find(shard) is null)
            {
                _accounted.Add(name);
                GroupOf(name).Accounted++;
            }
        }
    }

    /// <summary>Whether a name is that of a missing tensor with a prefix. The prefix is one finding for all its
    /// names.</summary>
    private bool IsPrefixed(string name)
    {
        int start = NamingConvention.PrefixLength(name);
        string needed = name[start..];
        if (
            start == 0
            || expected.Find(needed) is null
            || index.WeightMap!.ContainsKey(needed)
            || !_accounted.Add(needed)
        )
        {
            return false;
        }

        GroupOf(needed).Accounted++;
        _prefixed.Add(name);
        return true;
    }

    private TensorGroup GroupOf(string name)
    {
        if (expected.BlockOf(name) is not { } block)
        {
            return _outside;
        }

        if (!_blocks.TryGetValue(block, out TensorGroup? group))
        {
            _blocks.Add(block, group = new TensorGroup());
        }

        return group;
    }

    private void Add(
        CheckpointFindingKind kind,
        SafetensorsTensor tensor,
        string shard,
        string expectedText,
        string found
    )
    {
        int? block = expected.BlockOf(tensor.Spec.Name);
        _findings.Add(
            new CheckpointFinding(kind, expectedText, found)
            {
                Block = block,
                Tensor = tensor.Spec.Name,
                ShardFile = shard,
            }
        );
    }
}
