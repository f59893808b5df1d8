using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>The tensors of one block, or those outside the blocks, that were found.</summary>
internal sealed class TensorGroup
{
    /// <summary>The number of tensors of each dtype, and the name of the first.</summary>
    private readonly Dictionary<TorchDtype, (int Count, string First)> _dtypes = [];

    /// <summary>The number of needed tensors that were found or are in a missing or damaged file.</summary>
    public int Accounted { get; set; }

    /// <summary>Whether quantised modules that the model does not have may contain the projections of the
    /// block.</summary>
    public bool HasForeignModules { get; set; }

    public void Add(string name, TorchDtype dtype)
    {
        (int count, string first) = _dtypes.GetValueOrDefault(dtype, (0, name));
        _dtypes[dtype] = (count + 1, first);
    }

    /// <summary>The dtype of all tensors; null if there are several, or no tensors.</summary>
    public TorchDtype? OnlyDtype => _dtypes.Count == 1 ? _dtypes.Keys.First() : null;

    /// <summary>The finding that the dtypes differ; null if they do not.</summary>
    public CheckpointFinding? MixedDtypes()
    {
        if (_dtypes.Count < 2)
        {
            return null;
        }

        KeyValuePair<TorchDtype, (int Count, string First)>[] ordered =
        [
            .. _dtypes
                .OrderByDescending(dtype => dtype.Value.Count)
                .ThenBy(dtype => dtype.Key.Name, StringComparer.Ordinal),
        ];
        string found = string.Join(", ", ordered.Select(dtype => $"{dtype.Key} in {dtype.Value.Count}"));
        return new CheckpointFinding(
            CheckpointFindingKind.MixedDtypes,
            "one dtype",
            $"{found}: {Printable.Short(ordered[^1].Value.First)} is {ordered[^1].Key}"
        );
    }
}
