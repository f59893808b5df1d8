namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Counts findings and keeps the first of each kind, because a hostile checkpoint may cause
/// millions.</summary>
internal sealed class FindingList
{
    public const int MaxOfKind = 1000;

    private readonly List<CheckpointFinding> _kept = [];
    private readonly int[] _counts = new int[Enum.GetValues<CheckpointFindingKind>().Length];

    public IReadOnlyList<CheckpointFinding> Kept => _kept;

    public int Count => _counts.Sum();

    /// <summary>Adds a finding, unless it is null.</summary>
    public void Add(CheckpointFinding? finding)
    {
        if (finding is not null && ++_counts[(int)finding.Kind] <= MaxOfKind)
        {
            _kept.Add(finding);
        }
    }
}
