namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// The formats of a checkpoint, in the order in which Petals searches for them (Petals 2.3.0.dev2,
/// <c>server/from_pretrained.py</c>).
/// </summary>
public enum CheckpointFormat
{
    /// <summary>Several safetensors files, and the index <c>model.safetensors.index.json</c>.</summary>
    SafetensorsIndex,

    /// <summary>One file, <c>model.safetensors</c>.</summary>
    Safetensors,

    /// <summary>Several pickles of PyTorch, and the index <c>pytorch_model.bin.index.json</c>.</summary>
    PyTorchIndex,

    /// <summary>One pickle of PyTorch, <c>pytorch_model.bin</c>. Listing its tensors requires executing
    /// it.</summary>
    PyTorch,
}
