using System.Text.Json;

namespace Petals.Mixtral.Config.Fuzz.Mutation;

/// <summary>Changes the values of an input that is JSON or begins as JSON, so the result is often JSON again.</summary>
internal static class JsonMutation
{
    private const int MaxTokens = 512;

    public static void Apply(List<byte> bytes, byte[] other, Random random, Func<byte[]> word)
    {
        byte[] input = [.. bytes];
        List<Range> values = ValuesOf(input, out List<Range> names);
        if (values.Count == 0)
        {
            return;
        }

        Range value = values[random.Next(values.Count)];
        switch (random.Next(8))
        {
            case 0 or 1:
                Replace(bytes, value, word());
                break;
            case 2:
                List<Range> others = ValuesOf(other, out _);
                Replace(bytes, value, others.Count == 0 ? [] : other[others[random.Next(others.Count)]]);
                break;
            case 3:
                Replace(bytes, value, input[values[random.Next(values.Count)]]);
                break;
            case 4:
                int depth = 1 << random.Next(9);
                Replace(
                    bytes,
                    value,
                    [.. Enumerable.Repeat((byte)'[', depth), .. input[value], .. Enumerable.Repeat((byte)']', depth)]
                );
                break;
            case 5:
                Replace(bytes, value, [.. "{\""u8, .. word(), .. "\":"u8, .. input[value], (byte)'}']);
                break;
            case 6 when names.Count > 0:
                Replace(bytes, names[random.Next(names.Count)], [(byte)'"', .. word(), (byte)'"']);
                break;
            case 7 when names.Count > 0:
                Range name = names[random.Next(names.Count)];
                bytes.InsertRange(name.Start.Value, [.. input[name], (byte)':', .. word(), (byte)',']);
                break;
            default:
                break;
        }
    }

    private static void Replace(List<byte> bytes, Range range, byte[] by)
    {
        bytes.RemoveRange(range.Start.Value, range.End.Value - range.Start.Value);
        bytes.InsertRange(range.Start.Value, by);
    }

    /// <summary>Finds the values and names in the part of the text that is valid JSON.</summary>
    private static List<Range> ValuesOf(ReadOnlySpan<byte> text, out List<Range> names)
    {
        var values = new List<Range>();
        var open = new Stack<int>();
        names = [];
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 1000, AllowTrailingCommas = true });
        try
        {
            while (values.Count < MaxTokens && reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                int end = (int)reader.BytesConsumed;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        names.Add(start..(start + reader.ValueSpan.Length + 2));
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(start);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        values.Add(open.Pop()..end);
                        break;
                    default:
                        values.Add(start..end);
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The values before the error can be changed all the same.
        }

        return values;
    }
}
