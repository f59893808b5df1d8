using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The kinds of findings, as scripts know them.</summary>
internal static class FindingName
{
    public static string Of(CheckpointFindingKind kind) =>
        kind switch
        {
            CheckpointFindingKind.MissingShard => "missing_shard",
            CheckpointFindingKind.DamagedShard => "damaged_shard",
            CheckpointFindingKind.MissingBlock => "missing_block",
            CheckpointFindingKind.MissingTensor => "missing_tensor",
            CheckpointFindingKind.MisplacedTensor => "misplaced_tensor",
            CheckpointFindingKind.UnexpectedTensor => "unexpected_tensor",
            CheckpointFindingKind.WrongShape => "wrong_shape",
            CheckpointFindingKind.WrongDtype => "wrong_dtype",
            _ => "mixed_dtypes",
        };
}
