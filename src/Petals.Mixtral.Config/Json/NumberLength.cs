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
        if (text.Length <= PythonInteger.MaxDigits)
        {
            return;
        }

        Utf8JsonReader reader = text.CreateReader();
        while (reader.Read())
        {
            if (
                reader.TokenType == JsonTokenType.Number
                && reader.ValueSpan.TrimStart((byte)'-').Length > PythonInteger.MaxDigits
            )
            {
                throw new ConfigFormatException(
                    name,
                    "$",
                    TextPosition.Of(text.Text, (int)reader.TokenStartIndex),
                    $"numbers of at most {PythonInteger.MaxDigits} digits",
                    $"one of {reader.ValueSpan.Length} characters: {Excerpt.Of(reader.ValueSpan)}"
                );
            }
        }
    }
}
