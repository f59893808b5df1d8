using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Decides whether a redirect is followed.</summary>
internal static class RedirectRules
{
    public const int Max = 5;

    public static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    /// <exception cref="HubException">The address is missing, or must not be followed.</exception>
    public static Uri Next(HttpResponseMessage response, HubFileAddress file)
    {
        Uri from = HubHeaders.UrlOf(response);
        string location = HubHeaders.Single(response, "Location", file) ?? "";
        if (location.Length == 0)
        {
            throw RefusedTarget("another address, but gives none: its header Location is missing or empty");
        }

        // Some parsers read a backslash as a slash, and others do not.
        if (location.Contains('\\', StringComparison.Ordinal) || !Uri.TryCreate(from, location, out Uri? next))
        {
            throw RefusedTarget($"what is not an address: '{file.Show(location)}'");
        }

        string? fault = next.Scheme switch
        {
            _ when next.UserInfo.Length > 0 => "an address with credentials in it",
            not ("https" or "http") => $"what is neither https nor http: {file.Show(next)}",
            _ when !HubEndpoint.HasHost(next) => $"an address without a host that can be one: '{file.Show(location)}'",
            "http" when !IsPlainAllowed(from, next) => $"plain http: {file.Show(next)}",
            _ => null,
        };
        return fault is null ? next : throw RefusedTarget(fault);

        HubException RefusedTarget(string text) =>
            Refused(response, file, $"the answer of {file.Show(from)} sends on to {text}");
    }

    public static HubException TooMany(Uri last, HttpResponseMessage response, HubFileAddress file) =>
        Refused(
            response,
            file,
            $"more than {Max} addresses were passed on from one to the next, the last of them {file.Show(last)}"
        );

    /// <summary>Plain http is allowed from plain http to the same host. All loopback addresses are one host.</summary>
    private static bool IsPlainAllowed(Uri from, Uri next) =>
        from.Scheme == Uri.UriSchemeHttp
        && (
            (from.IsLoopback && next.IsLoopback)
            || string.Equals(next.IdnHost, from.IdnHost, StringComparison.OrdinalIgnoreCase)
        );

    private static HubException Refused(HttpResponseMessage response, HubFileAddress file, string reason) =>
        HubErrors.BadAnswer(file, response.StatusCode, $"the redirect was not followed, since {reason}");
}
