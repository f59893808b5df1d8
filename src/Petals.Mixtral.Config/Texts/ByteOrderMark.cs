namespace Petals.Mixtral.Config.Texts;

internal static class ByteOrderMark
{
    /// <summary>Removes the byte-order mark that some editors write.</summary>
    public static byte[] WithoutByteOrderMark(this byte[] text) => text is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text;
}
