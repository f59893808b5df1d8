using System.Buffers.Binary;
using System.Buffers.Text;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>
/// The header of a safetensors file. The lengths of the header and of the values are corrected, so only the header is
/// wrong. An input that does not begin with <c>{</c> is used unchanged as the beginning of a file.
/// </summary>
internal sealed class HeaderTarget : IFuzzTarget
{
    private const int MaxDataLength = 1 << 30;
    private readonly ScratchDirectory _scratch = new();
    private readonly FileStream _file;

    public HeaderTarget() =>
        _file = new FileStream(
            _scratch.Combine("model.safetensors"),
            FileMode.Create,
            FileAccess.Write,
            FileShare.ReadWrite,
            bufferSize: 0
        );

    public string Name => "header";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Targets.Seeds.All(".safetensors").Select(HeaderOf),
        .. Targets.Seeds.All(".safetensors").Take(1).Select(file => file[..2048]),
        .. new[]
        {
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},"\u0062":{"dtype":"F32","shape":[],"data_offsets":[12,16]}}""",
            """{"a":{"dtype":"F4","shape":[0,9223372036854775807],"data_offsets":[0,0]},"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}   """,
            "{}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"dtype\"",
        "\"shape\"",
        "\"data_offsets\"",
        "\"__metadata__\"",
        "\"BF16\"",
        "\"F4\"",
        "\"F8_E4M3\"",
        "\"BOOL\"",
        "[0,0]",
        "[0,12]",
        "[]",
        "{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}",
    ];

    public AllocationLimit LimitOf(byte[] input) => new(64 * 1024, 64);

    public object? Read(byte[] input)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, input.Length);
        _file.Position = 0;
        bool isHeader = input.AsSpan().StartsWith("{"u8);
        if (isHeader)
        {
            _file.Write(length);
        }

        _file.Write(input);
        _file.SetLength(_file.Position + (isHeader ? DataLengthIn(input) : 0));
        return SafetensorsHeader.Read(_file.Name);
    }

    public void Use(object accepted)
    {
        var header = (SafetensorsHeader)accepted;
        BrokenPromiseException.ThrowUnless(
            header.DataLength == header.Tensors.Values.Sum(tensor => tensor.SizeInBytes),
            "The tensors fill the file."
        );
        foreach ((string name, SafetensorsTensor tensor) in header.Tensors)
        {
            BrokenPromiseException.ThrowUnless(
                name == tensor.Spec.Name
                    && tensor.Offset >= header.DataOffset
                    && tensor.Offset + tensor.SizeInBytes <= header.FileSize,
                "A tensor is inside the file."
            );
            _ = tensor.Spec.ElementCount;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _scratch.Dispose();
    }

    private static byte[] HeaderOf(byte[] file) =>
        file[sizeof(long)..(sizeof(long) + (int)BinaryPrimitives.ReadInt64LittleEndian(file))];

    /// <summary>The largest end offset that the header seems to contain.</summary>
    private static long DataLengthIn(ReadOnlySpan<byte> header)
    {
        long largest = 0;
        while (header.IndexOf("data_offsets"u8) is >= 0 and int found)
        {
            header = header[found..];
            ReadOnlySpan<byte> end = header[(header.IndexOf((byte)',') + 1)..];
            largest =
                Utf8Parser.TryParse(end, out long value, out _) && value <= MaxDataLength
                    ? Math.Max(largest, value)
                    : largest;
            header = header[1..];
        }

        return largest;
    }
}
