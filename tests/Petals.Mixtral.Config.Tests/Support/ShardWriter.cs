using System.Buffers.Binary;

namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Writes sparse safetensors files: their values take no space on the disk.</summary>
internal static class ShardWriter
{
    public const string OneTensor = """{"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]}}""";

    public static void Write(string path, IEnumerable<ShardTensor> tensors)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        long end = 0;
        foreach (ShardTensor tensor in tensors)
        {
            long begin = end;
            end += tensor.Size;
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = tensor.Dtype,
                ["shape"] = new JsonArray([.. tensor.Shape.Select(dimension => (JsonNode)dimension)]),
                ["data_offsets"] = new JsonArray(begin, end),
            };
        }

        Write(path, header.ToJsonString(), end);
    }

    /// <summary>Writes a file with a given header and a number of bytes of values.</summary>
    public static string Write(string path, string header, long dataLength) =>
        Write(path, Encoding.UTF8.GetBytes(header), dataLength);

    /// <summary>The same with a given length of the header, which may be wrong.</summary>
    public static string Write(string path, ReadOnlySpan<byte> header, long dataLength, ulong? headerLength = null)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, headerLength ?? (ulong)header.Length);
        using FileStream file = File.Create(path);
        file.Write(length);
        file.Write(header);
        file.SetLength(file.Position + dataLength);
        return path;
    }
}
