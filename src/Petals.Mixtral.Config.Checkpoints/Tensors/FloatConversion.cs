using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Petals.Mixtral.Config.Checkpoints.Tensors;

/// <summary>Converts the values of a file, which are little-endian, to single precision.</summary>
internal static class FloatConversion
{
    public static bool Supports(TorchDtype dtype) =>
        dtype == TorchDtype.BFloat16
        || dtype == TorchDtype.Float16
        || dtype == TorchDtype.Float32
        || dtype == TorchDtype.Float64;

    public static void Convert(TorchDtype dtype, ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (dtype == TorchDtype.BFloat16)
        {
            Widen(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
        }
        else if (dtype == TorchDtype.Float16)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
        }
        else if (dtype == TorchDtype.Float32)
        {
            MemoryMarshal.Cast<byte, float>(source).CopyTo(destination);
        }
        else
        {
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(source), destination);
        }
    }

    /// <summary>A bfloat16 is the upper half of a single.</summary>
    private static void Widen(ReadOnlySpan<ushort> source, Span<uint> destination)
    {
        int i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out Vector<uint> lower, out Vector<uint> upper);
            (lower << 16).CopyTo(destination[i..]);
            (upper << 16).CopyTo(destination[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (uint)source[i] << 16;
        }
    }
}
