namespace Petals.Mixtral.Config.Json;

/// <summary>Strings as they stand in JSON text: quoted and escaped, as bytes.</summary>
internal static class JsonText
{
    /// <summary>Decodes a quoted string. A lone surrogate, which Python reads and writes, stays one.</summary>
    public static string Decode(ReadOnlySpan<byte> quoted)
    {
        ReadOnlySpan<byte> inner = quoted[1..^1];
        if (IsPlain(inner))
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
                text.Append((char)Convert.ToUInt16(Encoding.ASCII.GetString(inner[1..5]), 16));
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

    /// <summary>Whether a quoted string stands for a text of ASCII characters.</summary>
    public static bool Is(ReadOnlySpan<byte> quoted, string text) =>
        Ascii.Equals(quoted[1..^1], text) || (!IsPlain(quoted) && Decode(quoted) == text);

    /// <summary>Orders two quoted strings as Python orders them: by code point, which is also the order of their UTF-8
    /// bytes.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        IsPlain(left) && IsPlain(right)
            ? left[1..^1].SequenceCompareTo(right[1..^1])
            : CodePointOrder.Compare(Decode(left), Decode(right));

    /// <summary>Whether a string, with or without its quotes, stands for its own characters.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> quoted) => !quoted.Contains((byte)'\\');

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
