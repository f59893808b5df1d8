using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The tokens of one JSON value in order, each object and array knowing its end: read once, they can be walked in any
/// order, which the writer needs to sort the members of objects.
/// </summary>
internal static class JsonTape
{
    /// <summary>Reads a text that is known to be valid, bare constants masked.</summary>
    public static List<JsonToken> Read(ReadOnlySpan<byte> masked, int maxDepth = JsonDepth.Max)
    {
        var reader = new Utf8JsonReader(masked, new JsonReaderOptions { MaxDepth = maxDepth });
        var tokens = new List<JsonToken>();

        // The innermost object or array that is open, which until it ends has the one around it for its next token.
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

            // A string token is given without its quotes, and a property name's index is that of its first quote.
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
