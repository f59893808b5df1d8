using System.Text.Json;

namespace Petals.Mixtral.Config.Json;

/// <summary>How long a number may be. Python 3.11 and later read no integer of more digits, so that what is read here
/// is read there.</summary>
internal static class NumberLength
{
    /// <summary>Throws where a number of a text that is known to be valid is too long.</summary>
    /// <param name="name">What error messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ConfigFormatException">A number has too many digits.</exception>
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
                && reader.ValueSpan.Length - (reader.ValueSpan[0] == '-' ? 1 : 0) > PythonInteger.MaxDigits
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

    /// <summary>Looks at few bytes: such a number covers at least one of those that are as far apart.</summary>
    private static bool MayBeTooLong(ReadOnlySpan<byte> text)
    {
        for (int i = PythonInteger.MaxDigits; i < text.Length; i += PythonInteger.MaxDigits)
        {
            if (
                text[i]
                is (>= (byte)'0' and <= (byte)'9')
                    or (byte)'.'
                    or (byte)'e'
                    or (byte)'E'
                    or (byte)'+'
                    or (byte)'-'
            )
            {
                return true;
            }
        }

        return false;
    }
}
