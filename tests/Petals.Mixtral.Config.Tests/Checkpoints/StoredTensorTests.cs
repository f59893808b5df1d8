using System.Buffers.Binary;

namespace Petals.Mixtral.Config.Tests.Checkpoints;

/// <summary>Values of tensors, read by both ways of access.</summary>
public sealed class StoredTensorTests : FolderTest
{
    public static TheoryData<TensorAccess> Accesses => [TensorAccess.Read, TensorAccess.MemoryMapped];

    [Theory]
    [MemberData(nameof(Accesses))]
    public void ReadFloats_returns_every_bfloat16_exactly(TensorAccess access)
    {
        ushort[] bits = [.. Enumerable.Range(0, 65536).Select(value => (ushort)value)];
        using SafetensorsFile file = Open("BF16", [65536], MemoryMarshal.AsBytes<ushort>(bits), access);

        float[] values = file.GetTensor("t").ToFloatArray();

        values.Select(BitConverter.SingleToUInt32Bits).Should().Equal(bits.Select(value => (uint)value << 16));
    }

    [Fact]
    public void ReadFloats_returns_every_float16_as_NET_converts_it()
    {
        ushort[] bits = [.. Enumerable.Range(0, 65536).Select(value => (ushort)value)];
        using SafetensorsFile file = Open("F16", [65536], MemoryMarshal.AsBytes<ushort>(bits));

        file.GetTensor("t")
            .ToFloatArray()
            .Should()
            .Equal(bits.Select(value => (float)BitConverter.UInt16BitsToHalf(value)));
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void ReadFloats_returns_float32_and_rounds_float64(TensorAccess access)
    {
        float[] singles = [1.5f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon];
        double[] doubles = [0.1, 1e300, -1e-300, double.NaN, 16777217];
        using SafetensorsFile single = Open("F32", [5], MemoryMarshal.AsBytes<float>(singles), access);
        using SafetensorsFile wide = Open("F64", [5], MemoryMarshal.AsBytes<double>(doubles), access);

        single.GetTensor("t").ToFloatArray().Should().Equal(singles);
        wide.GetTensor("t").ToFloatArray().Should().Equal(doubles.Select(value => (float)value));
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public async Task Read_and_MemoryMapped_return_the_same_rows_blocking_and_awaited(TensorAccess access)
    {
        // More than one chunk, and not a multiple of a vector.
        float[] values = [.. Enumerable.Range(0, 300 * 333).Select(value => (float)value)];
        using SafetensorsFile file = Open("F32", [300, 333], MemoryMarshal.AsBytes<float>(values), access);
        StoredTensor rows = file.GetTensor("t").Rows(7, 200);
        float[] blocking = new float[rows.ElementCount + 1];
        float[] awaited = new float[rows.ElementCount];
        byte[] bytes = new byte[rows.SizeInBytes];

        rows.ReadFloats(blocking);
        await rows.ReadFloatsAsync(awaited, Cancellation);
        await rows.ReadBytesAsync(bytes, Cancellation);

        rows.Shape.Should().Equal(200, 333);
        awaited.Should().Equal(values.Skip(7 * 333).Take(200 * 333));
        blocking.Should().Equal([.. awaited, 0]);
        MemoryMarshal.Cast<byte, float>(bytes).SequenceEqual(awaited).Should().BeTrue();
    }

    [Fact]
    public void An_index_selects_one_entry_without_its_dimension()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(value => (float)value)];
        using SafetensorsFile file = Open("F32", [2, 3, 4], MemoryMarshal.AsBytes<float>(values));
        StoredTensor expert = file.GetTensor("t")[1];

        expert.Shape.Should().Equal(3, 4);
        expert[2].ToFloatArray().Should().Equal(20, 21, 22, 23);
        expert[2][3].Shape.Should().BeEmpty();
        expert[2][3].ToFloatArray().Should().Equal(23);
        expert.Rows(3, 0).ToFloatArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(4, 0)]
    [InlineData(0, 4)]
    [InlineData(2, 2)]
    [InlineData(1, -1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Rows_throws_ArgumentOutOfRange_outside_the_first_dimension(long start, long count)
    {
        using SafetensorsFile file = Open("F32", [3], new byte[12]);
        StoredTensor tensor = file.GetTensor("t");

        Throws<ArgumentOutOfRangeException>(() => tensor.Rows(start, count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public void An_index_outside_the_first_dimension_throws_ArgumentOutOfRange(long entry)
    {
        using SafetensorsFile file = Open("F32", [3], new byte[12]);
        StoredTensor tensor = file.GetTensor("t");

        Throws<ArgumentOutOfRangeException>(() => tensor[entry], parameter: "index");
    }

    [Fact]
    public void A_single_value_has_no_parts()
    {
        using SafetensorsFile file = Open("F32", [], new byte[4]);
        StoredTensor tensor = file.GetTensor("t");

        tensor.ToFloatArray().Should().Equal(0);
        Throws<NotSupportedException>(() => tensor.Rows(0, 1), "*single value*");
    }

    [Fact]
    public void A_destination_that_is_too_small_is_an_ArgumentException_before_a_task_is_returned()
    {
        using SafetensorsFile file = Open("BF16", [3], new byte[6]);
        StoredTensor tensor = file.GetTensor("t");

        Throws<ArgumentException>(() => tensor.ReadBytes(new byte[5]), "*6*5*");
        Throws<ArgumentException>(() => tensor.ReadFloats(new float[2]), "*3*2*");
        tensor
            .Invoking(t =>
            {
                _ = t.ReadBytesAsync(new byte[5]);
            })
            .Should()
            .Throw<ArgumentException>();
        tensor
            .Invoking(t =>
            {
                _ = t.ReadFloatsAsync(new float[2]);
            })
            .Should()
            .Throw<ArgumentException>();
    }

    [Fact]
    public void ReadFloats_throws_for_a_dtype_that_ReadBytes_can_read()
    {
        using SafetensorsFile file = Open("U8", [3], [1, 2, 3]);
        StoredTensor tensor = file.GetTensor("t");
        byte[] bytes = new byte[3];

        tensor.ReadBytes(bytes);

        bytes.Should().Equal(1, 2, 3);
        Throws<NotSupportedException>(
            () => tensor.ToFloatArray(),
            "The tensor 't' has the dtype uint8, which is not read as float. Read its bytes."
        );
    }

    [Fact]
    public void Entries_that_do_not_fill_bytes_cannot_be_selected()
    {
        using SafetensorsFile file = Open("F4", [2, 3], new byte[3]);

        file.GetTensor("t").Invoking(t => t[1]).Should().Throw<NotSupportedException>().WithMessage("*whole bytes*");
    }

    [Fact]
    public async Task A_cancelled_read_throws_OperationCanceled()
    {
        using SafetensorsFile file = Open("F32", [3], new byte[12]);
        StoredTensor tensor = file.GetTensor("t");
        var cancelled = new CancellationToken(canceled: true);

        Func<Task> read = () => tensor.ReadFloatsAsync(new float[3], cancelled);

        await read.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_tensor_of_a_closed_file_throws_ObjectDisposed(TensorAccess access)
    {
        SafetensorsFile file = Open("F32", [3], new byte[12], access);
        StoredTensor tensor = file.GetTensor("t");
        file.Dispose();
        file.Dispose();

        Throws<ObjectDisposedException>(() => tensor.ToFloatArray());
    }

    [Fact]
    public void A_file_that_became_shorter_is_a_CheckpointFormatException()
    {
        using SafetensorsFile file = Open("F32", [3], new byte[12]);
        const FileShare all = FileShare.ReadWrite | FileShare.Delete;
        using (FileStream stream = new(file.Header.Path, FileMode.Open, FileAccess.Write, all))
        {
            stream.SetLength(file.Header.DataOffset + 4);
        }

        file.GetTensor("t")
            .Invoking(t => t.ToFloatArray())
            .Should()
            .Throw<CheckpointFormatException>()
            .WithMessage("*became shorter*");
    }

    [Fact]
    public void Open_and_GetTensor_throw_an_error_that_names_the_missing_file_or_tensor()
    {
        using SafetensorsFile file = Open("F32", [3], new byte[12]);

        file.TryGetTensor("other", out _).Should().BeFalse();
        Throws<CheckpointFormatException>(
            () => file.GetTensor("other"),
            "*tensor 'other': expected a tensor of this name, found 1 of other names; check the name, or download the "
                + "file again."
        );
        Throws<CheckpointFormatException>(() => SafetensorsFile.Open(Folder.Combine("none")));
        Throws<ArgumentOutOfRangeException>(() => SafetensorsFile.Open(file.Header.Path, (TensorAccess)7));
    }

    [Fact]
    public void Many_threads_read_one_tensor()
    {
        float[] values = [.. Enumerable.Range(0, 100_000).Select(value => (float)value)];
        using SafetensorsFile file = Open("F32", [100_000], MemoryMarshal.AsBytes<float>(values));
        StoredTensor tensor = file.GetTensor("t");

        Parallel.For(0, 64, _ => tensor.ToFloatArray().AsSpan().SequenceEqual(values).Should().BeTrue());
    }

    private SafetensorsFile Open(
        string dtype,
        long[] shape,
        ReadOnlySpan<byte> values,
        TensorAccess access = TensorAccess.Read
    )
    {
        string header =
            $$$"""{"t":{"dtype":"{{{dtype}}}","shape":[{{{string.Join(',', shape)}}}],"data_offsets":[0,{{{values.Length}}}]}}""";
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        string path = Folder.Combine($"{dtype}.safetensors");
        File.WriteAllBytes(path, [.. length, .. Encoding.UTF8.GetBytes(header), .. values]);
        return SafetensorsFile.Open(path, access);
    }
}
