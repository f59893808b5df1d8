using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>
/// Limits the length of numbers, because Python 3.11 and later cannot read integers with more digits.
/// </summary>
internal static class NumberLength
{
    /// <exception cref="ConfigFormatException">The text, which is valid JSON, contains a number with too many
    /// digits.</exception>
    public static void ThrowIfTooLong(string name, JsonSlice text)
    {
        if (!MayBeTooLong(text.Text))
        {
            return;
        }

        var reader = new Utf8JsonReader(text.Masked, new JsonReaderOptions { MaxDepth = JsonDepth.Max });
        while (reader.Read())
        {
            if (
                reader.TokenType == JsonTokenType.Number
                && reader.ValueSpan.TrimStart((byte)'-').Length > PythonInteger.MaxDigits
            )
            {
                string found = $"one of {reader.ValueSpan.Length} characters: {Excerpt.Of(reader.ValueSpan)}";
                throw new ConfigFormatException(
                    name,
                    "$",
                    TextPosition.Of(text.Text, (int)reader.TokenStartIndex),
                    $"numbers of at most {PythonInteger.MaxDigits} digits",
                    found
                );
            }
        }
    }

    /// <summary>
    /// Checks few bytes: a number that is too long covers at least one of those at multiples of the limit.
    /// </summary>
    private static bool MayBeTooLong(ReadOnlySpan<byte> text)
    {
        for (int i = PythonInteger.MaxDigits; i < text.Length; i += PythonInteger.MaxDigits)
        {
            if ("0123456789.eE+-"u8.Contains(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
