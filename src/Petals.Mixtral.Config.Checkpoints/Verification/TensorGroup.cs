using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>What was seen of the tensors of one block, or of those outside the blocks.</summary>
internal sealed class TensorGroup
{
    /// <summary>How many tensors there are of each dtype, and the name of the first.</summary>
    private readonly Dictionary<TorchDtype, (int Count, string First)> _dtypes = [];

    /// <summary>The needed tensors that were seen, and those in files that are not there yet or damaged, of which
    /// nothing is known.</summary>
    public int Accounted { get; set; }

    public void Add(string name, TorchDtype dtype)
    {
        (int count, string first) = _dtypes.GetValueOrDefault(dtype, (0, name));
        _dtypes[dtype] = (count + 1, first);
    }

    /// <summary>The dtype of all of them; <see langword="null"/> where there are several, or none.</summary>
    public TorchDtype? OnlyDtype => _dtypes.Count == 1 ? _dtypes.Keys.First() : null;

    /// <summary>How the dtypes are mixed; <see langword="null"/> where they are not.</summary>
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
