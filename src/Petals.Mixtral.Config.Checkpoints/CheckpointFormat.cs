namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>The forms of a checkpoint, in the order in which Petals looks for them (Petals 2.3.0.dev2,
/// <c>server/from_pretrained.py</c>).</summary>
public enum CheckpointFormat
{
    /// <summary>Several safetensors files, and the index <c>model.safetensors.index.json</c>.</summary>
    SafetensorsIndex,

    /// <summary>One file, <c>model.safetensors</c>.</summary>
    Safetensors,

    /// <summary>Several pickles of PyTorch, and the index <c>pytorch_model.bin.index.json</c>.</summary>
    PyTorchIndex,

    /// <summary>One pickle of PyTorch, <c>pytorch_model.bin</c>. Its tensors cannot be listed without executing
    /// it.</summary>
    PyTorch,
}
