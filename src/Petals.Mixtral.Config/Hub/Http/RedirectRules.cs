namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Decides whether a redirect is followed.</summary>
internal static class RedirectRules
{
    private const int Max = 5;

    public static bool IsRedirect(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    /// <param name="response">The redirect.</param>
    /// <param name="file">The file.</param>
    /// <param name="redirects">The number of redirects that were followed.</param>
    /// <exception cref="HubException">The address is missing, or must not be followed.</exception>
    public static Uri Next(HttpResponseMessage response, HubFileAddress file, int redirects)
    {
        Uri from = HubHeaders.UrlOf(response);
        string location = HubHeaders.Find(response, "Location") ?? "";
        if (
            redirects < Max
            && location.Length > 0
            && HttpAddress.TryParse(location, from) is { } next
            && (next.Scheme == Uri.UriSchemeHttps || IsPlainAllowed(from, next))
        )
        {
            return next;
        }

        string rule =
            redirects < Max
                ? "it must be https, or http on the same host, without credentials"
                : $"{Max} redirects were followed already";
        string to = file.Show(location.Split('?', '#')[0]);
        throw HubErrors.BadAnswer(
            file,
            response,
            $"a redirect from {file.Show(from)} to '{to}' was not followed: {rule}"
        );
    }

    /// <summary>Plain http is allowed from plain http to the same host. All loopback addresses are one host.</summary>
    private static bool IsPlainAllowed(Uri from, Uri next) =>
        from.Scheme == Uri.UriSchemeHttp && (from.IsLoopback ? next.IsLoopback : next.IdnHost == from.IdnHost);
}
