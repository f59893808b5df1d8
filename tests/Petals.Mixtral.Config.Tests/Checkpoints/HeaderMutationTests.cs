namespace Petals.Mixtral.Config.Tests.Checkpoints;

public sealed class HeaderMutationTests
{
    private const string Header =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},"\u0062":{"dtype":"F32","shape":[],"data_offsets":[12,16]}}""";

    /// <summary>Bytes that have a meaning in a header.</summary>
    private const string Marks = "{}[]\",:-.0159eE\\u \0";

    [Fact]
    public void A_file_with_changed_bytes_is_read_or_is_a_CheckpointFormatException()
    {
        using var directory = new TempDirectory();
        string path = ShardWriter.Write(directory.Combine("a.safetensors"), Header, 16);
        byte[] sound = File.ReadAllBytes(path);
        Gen<byte> value = Gen.OneOf(Gen.Byte, Gen.Int[0, Marks.Length - 1].Select(i => (byte)Marks[i]));
        Gen<(int At, int Remove, byte[] Insert)[]> changes = Gen.Select(
            Gen.Int[0, sound.Length],
            Gen.Int[0, 4],
            value.Array[0, 4]
        ).Array[1, 3];

        changes.Sample(
            all =>
            {
                File.WriteAllBytes(path, all.Aggregate(sound, Apply));
                Check(path);
            },
            iter: 1000,
            threads: 1
        );
    }

    private static byte[] Apply(byte[] bytes, (int At, int Remove, byte[] Insert) change)
    {
        int at = Math.Min(change.At, bytes.Length);
        return [.. bytes[..at], .. change.Insert, .. bytes[Math.Min(at + change.Remove, bytes.Length)..]];
    }

    private static void Check(string path)
    {
        try
        {
            SafetensorsHeader header = SafetensorsHeader.Read(path);
            Assert.Equal(header.DataLength, header.Tensors.Values.Sum(tensor => tensor.SizeInBytes));
            Assert.All(header.Tensors, pair => Assert.Equal(pair.Key, pair.Value.Spec.Name));
        }
        catch (CheckpointFormatException exception)
        {
            Assert.Equal(path, exception.File);
            Assert.Contains(path, exception.Message);
            Assert.DoesNotContain("\n", exception.Message, StringComparison.Ordinal);
        }
    }
}
