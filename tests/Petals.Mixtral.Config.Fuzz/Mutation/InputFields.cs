namespace Petals.Mixtral.Config.Fuzz.Mutation;

/// <summary>
/// Several texts in one input. 0xFF separates them, and 0xFE before a byte means half of a surrogate pair: UTF-8
/// contains neither.
/// </summary>
internal static class InputFields
{
    private const byte Separator = 0xFF;
    private const byte Surrogate = 0xFE;
    private const char FirstSurrogate = '\uD800';

    public static byte[] Of(params ReadOnlySpan<string> texts)
    {
        var bytes = new List<byte>();
        foreach (string text in texts)
        {
            bytes.AddRange(Encode(text));
            bytes.Add(Separator);
        }

        bytes.RemoveAt(bytes.Count - 1);
        return [.. bytes];
    }

    /// <summary>Splits an input into a fixed number of texts. Missing ones are empty.</summary>
    public static string[] Split(byte[] input, int count)
    {
        string[] texts = new string[count];
        Array.Fill(texts, "");
        ReadOnlySpan<byte> rest = input;
        for (int i = 0; i < count && !rest.IsEmpty; i++)
        {
            int end = i + 1 < count ? rest.IndexOf(Separator) : -1;
            texts[i] = Decode(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return texts;
    }

    public static string[] Split(byte[] input) => Split(input, 1 + input.AsSpan().Count(Separator));

    public static byte[] Encode(string text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A lone surrogate is decoded as the replacement character. Any surrogate may take its place.
            bytes.AddRange(rune == Rune.ReplacementChar ? [Surrogate, 0] : Encoding.UTF8.GetBytes(rune.ToString()));
        }

        return [.. bytes];
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.IndexOf(Surrogate) is >= 0 and int mark)
        {
            text.Append(Encoding.UTF8.GetString(bytes[..mark]))
                .Append((char)(FirstSurrogate + (mark + 1 < bytes.Length ? bytes[mark + 1] * 8 : 0)));
            bytes = bytes[Math.Min(mark + 2, bytes.Length)..];
        }

        return text.Append(Encoding.UTF8.GetString(bytes)).ToString();
    }
}
