namespace Petals.Mixtral.Config.Fuzz.Mutation;

/// <summary>Changes inputs at random, one to a few times each: bytes, pieces of other inputs, words of the target,
/// JSON values.</summary>
internal sealed class Mutator(Random random, IEnumerable<string> words)
{
    /// <summary>Longer inputs take longer and find nothing more.</summary>
    private const int MaxLength = 16 * 1024;

    private readonly byte[][] _words = [.. words.Concat(HostileWords.All).Select(word => InputFields.Encode(word))];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            MutateOnce(bytes, other);
        }

        return bytes.Count <= MaxLength ? [.. bytes] : [.. bytes[..MaxLength]];
    }

    private void MutateOnce(List<byte> bytes, byte[] other)
    {
        switch (random.Next(12))
        {
            case 0 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 2:
                (int start, int length) = Piece(bytes.Count, 32);
                bytes.RemoveRange(start, length);
                break;
            case 3:
                (start, length) = Piece(bytes.Count, 64);
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(start, length));
                break;
            case 4:
                (start, length) = Piece(other.Length, other.Length);
                bytes.InsertRange(random.Next(bytes.Count + 1), other.AsSpan(start, length).ToArray());
                break;
            case 5:
                Repeat(bytes);
                break;
            case 6 or 7:
                bytes.InsertRange(random.Next(bytes.Count + 1), Word());
                break;
            case 8:
                (start, length) = Piece(bytes.Count, 12);
                bytes.RemoveRange(start, length);
                bytes.InsertRange(start, Word());
                break;
            default:
                JsonMutation.Apply(bytes, other, random, Word);
                break;
        }
    }

    private byte[] Word() => _words[random.Next(_words.Length)];

    /// <summary>Multiplies a piece: deep nesting, long numbers, many members.</summary>
    private void Repeat(List<byte> bytes)
    {
        (int start, int length) = Piece(bytes.Count, 24);
        int times = 1 << random.Next(10);
        if (length > 0 && bytes.Count + (length * times) <= MaxLength)
        {
            byte[] piece = [.. bytes.GetRange(start, length)];
            bytes.InsertRange(start, Enumerable.Repeat(piece, times).SelectMany(part => part));
        }
    }

    private (int Start, int Length) Piece(int count, int longest)
    {
        int start = random.Next(count + 1);
        return (start, random.Next(Math.Min(longest, count - start) + 1));
    }
}
