namespace Petals.Mixtral.Config.Hub.Http;

internal static class HttpAddress
{
    /// <summary>Parses an address of https or http. Returns null if it is not valid, or contains credentials.</summary>
    /// <param name="text">The address, or a path relative to <paramref name="origin"/>.</param>
    /// <param name="origin">The address of the server that sent the text; null if only a whole address is
    /// valid.</param>
    public static Uri? TryParse(string text, Uri? origin = null)
    {
        try
        {
            // Some parsers read a backslash as a slash.
            return
                !text.AsSpan().ContainsAny(' ', '\\')
                && Uri.TryCreate(origin, text, out Uri? address)
                && address is { Scheme: "https" or "http", UserInfo: "", IdnHost.Length: > 0 }
                ? address
                : null;
        }
        catch (UriFormatException)
        {
            return null; // .NET finds some invalid hosts only when the host is read.
        }
    }
}
