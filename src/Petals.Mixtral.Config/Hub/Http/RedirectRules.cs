using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Decides whether a redirect is followed.</summary>
internal static class RedirectRules
{
    private const int Max = 5;

    public static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    /// <param name="response">The redirect.</param>
    /// <param name="file">The file.</param>
    /// <param name="redirects">The number of redirects that were followed.</param>
    /// <exception cref="HubException">The address is missing, or must not be followed.</exception>
    public static Uri Next(HttpResponseMessage response, HubFileAddress file, int redirects)
    {
        Uri from = HubHeaders.UrlOf(response);
        string location = HubHeaders.Single(response, "Location", file) ?? "";
        string? fault = null;

        // Some parsers read a backslash as a slash, and others do not.
        if (
            location.Length == 0
            || location.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(from, location, out Uri? next)
        )
        {
            next = from;
            fault =
                location.Length == 0
                    ? "no address: its header Location is missing or empty"
                    : $"an invalid address: '{file.Show(location)}'";
        }

        fault ??= next switch
        {
            { UserInfo.Length: > 0 } => "an address with credentials",
            { Scheme: not ("https" or "http") } => $"neither https nor http: {file.Show(next)}",
            _ when !HubEndpoint.HasHost(next) => $"an invalid host: '{file.Show(location)}'",
            { Scheme: "http" } when !IsPlainAllowed(from, next) => $"plain http: {file.Show(next)}",
            _ when redirects == Max => $"more than {Max} redirects, the last to {file.Show(next)}",
            _ => null,
        };
        return fault is null
            ? next
            : throw HubErrors.BadAnswer(
                file,
                response,
                $"a redirect was not followed: {file.Show(from)} leads to {fault}"
            );
    }

    /// <summary>Plain http is allowed from plain http to the same host. All loopback addresses are one host.</summary>
    private static bool IsPlainAllowed(Uri from, Uri next) =>
        from.Scheme == Uri.UriSchemeHttp
        && (
            (from.IsLoopback && next.IsLoopback)
            || string.Equals(next.IdnHost, from.IdnHost, StringComparison.OrdinalIgnoreCase)
        );
}
