using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <content>Finds the differences of whole blocks after all tensors are compared.</content>
internal sealed partial class CheckpointComparison
{
    /// <summary>The maximum number of missing tensors that are named in one block. A config may claim any number of
    /// experts.</summary>
    private const int MaxNamedInBlock = 100;

    /// <summary>
    /// The maximum number of missing tensors that are named in total. A config may claim any number of blocks.
    /// </summary>
    private const int MaxNamed = 1000;

    private int _named;

    private void FindMissing()
    {
        int next = 0;
        foreach ((int block, TensorGroup group) in _blocks)
        {
            FindMissingBlocks(next, block - 1);
            if (group.HasForeignModules)
            {
                FindMissing(block, expected.GetUnprojected(block));
            }
            else
            {
                FindMissing(block, expected.GetTensors(block), expected.CountInBlock - group.Accounted);
            }

            next = block + 1;
        }

        FindMissingBlocks(next, expected.NumBlocks - 1);

        // A tied head is optional.
        FindMissing(null, expected.GetTensors(null));
    }

    private void FindMissing(int? block, IReadOnlyList<TensorSpec> needed) =>
        FindMissing(block, needed, needed.Count(tensor => !_accounted.Contains(tensor.Name)));

    private void FindMissingBlocks(int first, int last)
    {
        if (first <= last)
        {
            _findings.Add(
                new CheckpointFinding(
                    CheckpointFindingKind.MissingBlock,
                    $"{expected.CountInBlock} tensors in each",
                    "none"
                )
                {
                    FirstBlock = first,
                    LastBlock = last,
                }
            );
        }
    }

    private void FindMissing(int? block, IReadOnlyList<TensorSpec> needed, int missing)
    {
        int named = Math.Min(missing, Math.Min(MaxNamedInBlock, MaxNamed - _named));
        _named += named;
        foreach (TensorSpec tensor in needed.Where(tensor => !_accounted.Contains(tensor.Name)).Take(named))
        {
            _findings.Add(
                new CheckpointFinding(CheckpointFindingKind.MissingTensor, ShapeText.Format(tensor.Shape), "none")
                {
                    Block = block,
                    Tensor = tensor.Name,
                    ShardFile = index.WeightMap!.GetValueOrDefault(tensor.Name),
                }
            );
        }

        if (missing > named)
        {
            _findings.Add(
                new CheckpointFinding(CheckpointFindingKind.MissingTensor, $"{missing - named} tensors more", "none")
                {
                    Block = block,
                }
            );
        }
    }

    private void FindDtypes()
    {
        CheckpointFinding? pending = null;
        foreach ((int block, TensorGroup group) in _blocks)
        {
            if (DtypeOf(group, block) is not { } finding)
            {
                continue;
            }

            if (
                pending is { Kind: CheckpointFindingKind.WrongDtype }
                && pending.LastBlock == block - 1
                && finding.Kind == pending.Kind
                && finding.Found == pending.Found
            )
            {
                pending = finding with { FirstBlock = pending.FirstBlock };
                continue;
            }

            _findings.Add(pending);
            pending = finding;
        }

        _findings.Add(pending);
        _findings.Add(DtypeOf(_outside, null));
    }

    private CheckpointFinding? DtypeOf(TensorGroup group, int? block)
    {
        CheckpointFinding? finding = group.MixedDtypes();
        if (finding is null && group.OnlyDtype is { } only && expected.Dtype is { } wanted && only != wanted)
        {
            finding = new CheckpointFinding(CheckpointFindingKind.WrongDtype, wanted.Name, only.Name);
        }

        return finding is null ? null : finding with { Block = block };
    }
}
