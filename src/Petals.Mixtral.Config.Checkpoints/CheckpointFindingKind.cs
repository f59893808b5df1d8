namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The kinds of differences between a checkpoint and its config.</summary>
public enum CheckpointFindingKind
{
    /// <summary>A file in the index does not exist. Only the names of its tensors are compared.</summary>
    MissingShard,

    /// <summary>A file cannot be read, or its header is damaged. Only the names of its tensors are
    /// compared.</summary>
    DamagedShard,

    /// <summary>No tensor of a block, or of several consecutive blocks, exists.</summary>
    MissingBlock,

    /// <summary>A tensor that the model needs is not in any file.</summary>
    MissingTensor,

    /// <summary>A tensor that the model needs is not in the index, or not in the file that the index names.</summary>
    MisplacedTensor,

    /// <summary>A tensor that the model does not have.</summary>
    UnexpectedTensor,

    /// <summary>The shape of a tensor is not that of the config.</summary>
    WrongShape,

    /// <summary>All tensors of a block, or of several consecutive blocks, have the same dtype, but not that of the
    /// config.</summary>
    WrongDtype,

    /// <summary>The tensors of a block have different dtypes.</summary>
    MixedDtypes,

    /// <summary>The names of the tensors follow another convention: a prefix before each, or another
    /// format.</summary>
    ForeignNames,
}
