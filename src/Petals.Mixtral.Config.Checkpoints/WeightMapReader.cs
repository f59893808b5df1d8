using System.Text.Json;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Json;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Reads the index of a checkpoint: <c>{"metadata": {"total_size": …}, "weight_map": {tensor: shard}}</c>. Of duplicate
/// names the last counts.
/// </summary>
internal static class WeightMapReader
{
    /// <summary>The maximum size of an index in bytes. The index of Mixtral-8x22B has 0.2 MB.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    private const string MapPath = "$.weight_map";

    /// <exception cref="CheckpointFormatException">The text is not an index, or the name of a shard could lead out of
    /// the folder.</exception>
    public static WeightMap Read(string file, ReadOnlySpan<byte> json)
    {
        json = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
        if (JsonCheck.FindTextFault(json) is { } fault)
        {
            throw new CheckpointFormatException(file, "$", fault.Expected, fault.Found);
        }

        try
        {
            return Read(file, new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonDepth.Max }));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader throws InvalidOperationException for half of a surrogate pair.
            string place = exception is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
                ? $"$, line {line + 1}, column {column + 1}"
                : "$";
            throw new CheckpointFormatException(file, place, "valid JSON", JsonCheck.Reason(exception), exception);
        }
    }

    private static WeightMap Read(string file, Utf8JsonReader reader)
    {
        Dictionary<string, string>? shards = null;
        long? totalSize = null;
        Expect(file, ref reader, "$", JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("weight_map"u8))
            {
                Expect(file, ref reader, MapPath, JsonTokenType.StartObject);
                shards = ReadMap(file, ref reader);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                totalSize = ReadTotalSize(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Throws unless only white space follows.
        reader.Read();
        return new WeightMap(
            shards ?? throw new CheckpointFormatException(file, MapPath, "the shard of each tensor", "no such key"),
            totalSize
        );
    }

    private static Dictionary<string, string> ReadMap(string file, ref Utf8JsonReader reader)
    {
        var shards = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string tensor = reader.GetString()!;
            Expect(file, ref reader, PathOf(tensor), JsonTokenType.String);
            string shard = reader.GetString()!;
            if (!names.TryGetValue(shard, out string? known))
            {
                ThrowIfUnsafe(file, tensor, shard);
                names.Add(known = shard);
            }

            shards[tensor] = known;
            CheckpointLimits.ThrowIfMany(shards.Count, CheckpointLimits.MaxTensorsOfIndex, file, MapPath);
        }

        return shards;
    }

    /// <summary>
    /// Reads the size, which some tools write as a fraction. Returns null if it is negative or not a number.
    /// </summary>
    private static long? ReadTotalSize(ref Utf8JsonReader reader)
    {
        long? size = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSize = reader.ValueTextEquals("total_size"u8);
            reader.Read();
            size = isSize ? SizeIn(ref reader) : size;
            reader.Skip();
        }

        return size;
    }

    private static long? SizeIn(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return null;
        }

        if (reader.TryGetInt64(out long whole))
        {
            return whole >= 0 ? whole : null;
        }

        return reader.TryGetDouble(out double value) && value is >= 0 and < long.MaxValue ? (long)value : null;
    }

    /// <exception cref="CheckpointFormatException">The name could lead out of the folder.</exception>
    private static void ThrowIfUnsafe(string file, string tensor, string shard)
    {
        if (!PathSegment.AreValid(shard))
        {
            throw new CheckpointFormatException(
                file,
                PathOf(tensor),
                "the name of a file inside the folder",
                $"'{Printable.Short(shard)}', which is not opened"
            );
        }
    }

    private static void Expect(string file, ref Utf8JsonReader reader, string path, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw new CheckpointFormatException(
                file,
                path,
                TokenText.KindOf(expected),
                TokenText.KindOf(reader.TokenType)
            );
        }
    }

    private static string PathOf(string tensor) => $"{MapPath}['{Printable.Short(tensor)}']";
}
