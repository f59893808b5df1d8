using System.Buffers;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints.Tensors;
using Petals.Mixtral.Config.Collections;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// A tensor in an open file, or a part of one. Values are read when a method is called, and only those of this part.
/// All members are thread-safe. The values are in row-major order.
/// </summary>
public sealed class StoredTensor
{
    /// <summary>The number of bytes converted at a time: small enough for the second-level cache.</summary>
    private const int ChunkSize = 128 * 1024;

    private readonly ShardContent _content;
    private readonly SafetensorsTensor _tensor;

    internal StoredTensor(ShardContent content, SafetensorsTensor tensor)
    {
        _content = content;
        _tensor = tensor;
    }

    /// <summary>The whole name, such as <c>model.norm.weight</c>. A part has the name of its tensor.</summary>
    public string Name => _tensor.Spec.Name;

    /// <summary>The size of each dimension. Empty for a single value.</summary>
    public IReadOnlyList<long> Shape => _tensor.Spec.Shape;

    /// <summary>The number of values.</summary>
    public long ElementCount => _tensor.Spec.ElementCount;

    /// <summary>The dtype of the values in the file.</summary>
    public TorchDtype Dtype => _tensor.Dtype;

    /// <summary>The size of the values in the file, in bytes.</summary>
    public long SizeInBytes => _tensor.SizeInBytes;

    /// <summary>Selects one entry of the first dimension, such as one expert of stacked experts. The part lacks that
    /// dimension.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in the first
    /// dimension.</exception>
    /// <exception cref="NotSupportedException">The tensor has no dimension, or an entry does not fill whole
    /// bytes.</exception>
    public StoredTensor this[long index]
    {
        get
        {
            ThrowIfSingleValue();
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Shape[0]);
            return Part(index, 1, [.. Shape.Skip(1)]);
        }
    }

    /// <summary>Selects consecutive entries of the first dimension, such as the rows of a matrix.</summary>
    /// <param name="start">The index of the first entry, from 0.</param>
    /// <param name="count">The number of entries, from 0.</param>
    /// <returns>The part, which has the name of the tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The entries are not in the first dimension.</exception>
    /// <exception cref="NotSupportedException">The tensor has no dimension, or an entry does not fill whole
    /// bytes.</exception>
    public StoredTensor Rows(long start, long count)
    {
        ThrowIfSingleValue();
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Shape[0]);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Shape[0] - start);
        return Part(start, count, [count, .. Shape.Skip(1)]);
    }

    /// <summary>Reads the bytes as the file contains them: little-endian values of <see cref="Dtype"/>.</summary>
    /// <param name="destination">Receives <see cref="SizeInBytes"/> bytes. It may be larger.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void ReadBytes(Span<byte> destination) => ReadBytes(destination, CancellationToken.None);

    /// <summary>Reads the bytes on another thread, as <see cref="ReadBytes(Span{byte})"/> does.</summary>
    /// <param name="destination">Receives <see cref="SizeInBytes"/> bytes. It may be larger.</param>
    /// <param name="cancellationToken">Cancels the read. The destination then has undefined content.</param>
    /// <returns>A task that ends when the bytes are read.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public Task ReadBytesAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        ThrowIfShorter(destination.Length, SizeInBytes);
        return Task.Run(() => ReadBytes(destination.Span, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the values as single precision. Values of bfloat16, float16 and float32 stay exact; values of
    /// float64 are rounded.</summary>
    /// <param name="destination">Receives <see cref="ElementCount"/> values. It may be larger.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    /// <exception cref="NotSupportedException"><see cref="Dtype"/> is another dtype.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void ReadFloats(Span<float> destination) => ReadFloats(destination, CancellationToken.None);

    /// <summary>Reads the values on another thread, as <see cref="ReadFloats(Span{float})"/> does.</summary>
    /// <param name="destination">Receives <see cref="ElementCount"/> values. It may be larger.</param>
    /// <param name="cancellationToken">Cancels the read. The destination then has undefined content.</param>
    /// <returns>A task that ends when the values are read.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    /// <exception cref="NotSupportedException"><see cref="Dtype"/> is another dtype.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public Task ReadFloatsAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        ThrowIfNotFloats();
        ThrowIfShorter(destination.Length, ElementCount);
        return Task.Run(() => ReadFloats(destination.Span, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the values into a new array, as <see cref="ReadFloats(Span{float})"/> does.</summary>
    /// <returns>The values in row-major order.</returns>
    /// <exception cref="NotSupportedException"><see cref="Dtype"/> is not a supported dtype, or there are more values
    /// than an array can have: read <see cref="Rows"/>.</exception>
    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public float[] ToFloatArray()
    {
        ThrowIfNotFloats();
        if (ElementCount > Array.MaxLength)
        {
            throw new NotSupportedException(
                $"{Description} has {ElementCount} values; an array has at most {Array.MaxLength}. "
                    + "Read parts of it with Rows."
            );
        }

        float[] values = GC.AllocateUninitializedArray<float>((int)ElementCount);
        ReadFloats(values);
        return values;
    }

    /// <summary>The name, dtype and shape.</summary>
    /// <returns>Text such as <c>model.norm.weight: bfloat16 [4096]</c>.</returns>
    public override string ToString() => $"{Printable.Short(Name)}: {Dtype} {ShapeText.Format(Shape)}";

    private string Description => $"The tensor '{Printable.Short(Name)}'";

    private StoredTensor Part(long start, long count, long[] shape)
    {
        (long entrySize, long rest) = Shape[0] == 0 ? default : Math.DivRem(SizeInBytes, Shape[0]);
        return rest == 0
            ? new StoredTensor(
                _content,
                new SafetensorsTensor(
                    new TensorSpec(Name, ValueList<long>.Create(shape)),
                    Dtype,
                    _tensor.Offset + (start * entrySize),
                    count * entrySize
                )
            )
            : throw new NotSupportedException(
                $"{Description} has no parts: an entry does not fill whole bytes of {Dtype} values. "
                    + "Read the whole tensor."
            );
    }

    private void ReadBytes(Span<byte> destination, CancellationToken cancellationToken)
    {
        ThrowIfShorter(destination.Length, SizeInBytes);
        destination = destination[..(int)SizeInBytes];
        for (int done = 0; done < destination.Length; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> chunk = destination.Slice(done, Math.Min(ChunkSize, destination.Length - done));
            _content.Read(_tensor.Offset + done, chunk);
            done += chunk.Length;
        }
    }

    private void ReadFloats(Span<float> destination, CancellationToken cancellationToken)
    {
        ThrowIfNotFloats();
        ThrowIfShorter(destination.Length, ElementCount);
        destination = destination[..(int)ElementCount];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            int size = Dtype.SizeInBytes!.Value;
            for (int done = 0; done < destination.Length; )
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(ChunkSize / size, destination.Length - done);
                Span<byte> chunk = buffer.AsSpan(0, count * size);
                _content.Read(_tensor.Offset + ((long)done * size), chunk);
                FloatConversion.Convert(Dtype, chunk, destination.Slice(done, count));
                done += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ThrowIfSingleValue()
    {
        if (Shape.Count == 0)
        {
            throw new NotSupportedException($"{Description} is a single value, which has no parts.");
        }
    }

    private void ThrowIfNotFloats()
    {
        if (!FloatConversion.Supports(Dtype))
        {
            throw new NotSupportedException(
                $"{Description} has the dtype {Dtype}, which is not read as float. Read its bytes."
            );
        }
    }

    private void ThrowIfShorter(int length, long needed)
    {
        if (length < needed)
        {
            throw new ArgumentException($"{Description} needs a destination of {needed}; this one has {length}.");
        }
    }
}
