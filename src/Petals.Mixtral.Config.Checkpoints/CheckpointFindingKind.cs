namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>In what a checkpoint differs from what its config says.</summary>
public enum CheckpointFindingKind
{
    /// <summary>A file that the index names is not there yet; its tensors are not judged.</summary>
    MissingShard,

    /// <summary>A file cannot be read, or its header is damaged; its tensors are not judged.</summary>
    DamagedShard,

    /// <summary>No tensor of a block, or of several that follow each other, is there.</summary>
    MissingBlock,

    /// <summary>A tensor that the model needs is in no file.</summary>
    MissingTensor,

    /// <summary>A tensor that the model needs is in another file than the index says, or is not in the index.</summary>
    MisplacedTensor,

    /// <summary>A tensor that the model does not have.</summary>
    UnexpectedTensor,

    /// <summary>A tensor has another shape than the config says.</summary>
    WrongShape,

    /// <summary>The tensors of a block, or of several that follow each other, all have another dtype than the config
    /// says.</summary>
    WrongDtype,

    /// <summary>The tensors of a block have different dtypes.</summary>
    MixedDtypes,
}
