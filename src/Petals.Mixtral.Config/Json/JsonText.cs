namespace Petals.Mixtral.Config.Json;

/// <summary>Strings as JSON text contains them: bytes with quotes and escapes.</summary>
internal static class JsonText
{
    /// <summary>Decodes a quoted string. Like Python, it keeps a lone surrogate.</summary>
    public static string Decode(ReadOnlySpan<byte> quoted)
    {
        ReadOnlySpan<byte> inner = quoted[1..^1];
        if (!HasEscape(inner))
        {
            return Encoding.UTF8.GetString(inner);
        }

        var text = new StringBuilder(inner.Length);
        while (inner.IndexOf((byte)'\\') is >= 0 and int escape)
        {
            text.Append(Encoding.UTF8.GetString(inner[..escape]));
            inner = inner[(escape + 1)..];
            if (inner[0] == 'u')
            {
                text.Append(
                    (char)ushort.Parse(inner[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                );
                inner = inner[5..];
            }
            else
            {
                text.Append(Unescape(inner[0]));
                inner = inner[1..];
            }
        }

        return text.Append(Encoding.UTF8.GetString(inner)).ToString();
    }

    /// <summary>Whether a quoted string decodes to a text of ASCII characters.</summary>
    public static bool DecodesTo(ReadOnlySpan<byte> quoted, string text) =>
        Ascii.Equals(quoted[1..^1], text) || (HasEscape(quoted) && Decode(quoted) == text);

    private static bool HasEscape(ReadOnlySpan<byte> text) => text.Contains((byte)'\\');

    private static char Unescape(byte character) =>
        character switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)character,
        };
}
