using Petals.Mixtral.Config.Blocks;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>A tensor as the header of a safetensors file describes it.</summary>
public sealed record SafetensorsTensor
{
    internal SafetensorsTensor(TensorSpec spec, TorchDtype dtype, long offset, long sizeInBytes)
    {
        Spec = spec;
        Dtype = dtype;
        Offset = offset;
        SizeInBytes = sizeInBytes;
    }

    /// <summary>The name and shape.</summary>
    public TensorSpec Spec { get; }

    /// <summary>The dtype of its values.</summary>
    public TorchDtype Dtype { get; }

    /// <summary>The offset of its values in bytes from the beginning of the file.</summary>
    public long Offset { get; }

    /// <summary>The size of its values in bytes.</summary>
    public long SizeInBytes { get; }
}
