namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The tokens of one JSON value in order. Each object and array has the index of its end, so after one read they can be
/// walked in any order. The writer needs that to sort the members of objects.
/// </summary>
internal static class JsonTape
{
    /// <summary>Reads a text whose bare constants are masked.</summary>
    /// <exception cref="JsonException">The text is not valid JSON, or nests too deep.</exception>
    public static List<JsonToken> Read(ReadOnlySpan<byte> masked, int maxDepth = JsonDepth.Max)
    {
        var reader = new Utf8JsonReader(masked, new JsonReaderOptions { MaxDepth = maxDepth });
        var tokens = new List<JsonToken>();

        // The innermost open object or array. Until it ends, its Next is the index of the one around it.
        int open = -1;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                JsonToken ended = tokens[open];
                tokens[open] = ended with { Length = (int)reader.BytesConsumed - ended.Start, Next = tokens.Count };
                open = ended.Next;
                continue;
            }

            // ValueSpan excludes the quotes of a string; TokenStartIndex is that of the first quote.
            int quotes = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
            bool opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            tokens.Add(
                new JsonToken(
                    reader.TokenType,
                    (int)reader.TokenStartIndex,
                    reader.ValueSpan.Length + quotes,
                    opens ? open : tokens.Count + 1
                )
            );
            open = opens ? tokens.Count - 1 : open;
        }

        return tokens;
    }
}
