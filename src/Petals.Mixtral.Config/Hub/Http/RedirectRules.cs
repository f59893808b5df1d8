using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Where an answer sends the asker on to, and whether it may.</summary>
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

    /// <summary>The next address.</summary>
    /// <exception cref="HubException">There is none, or it may not be followed.</exception>
    public static Uri Next(Uri from, HttpResponseMessage response, HubFileAddress file)
    {
        string location = HubHeaders.Single(response, "Location", file) ?? "";
        if (location.Length == 0)
        {
            throw Refused(
                response,
                file,
                $"the answer of {file.Show(from)} sends on to another address, but gives none: its header "
                    + "Location is missing or empty"
            );
        }

        // A backslash is a slash to some readers of addresses and none to others.
        if (location.Contains('\\', StringComparison.Ordinal) || !Uri.TryCreate(from, location, out Uri? next))
        {
            throw Refused(
                response,
                file,
                $"the answer of {file.Show(from)} sends on to what is not an address: '{file.Show(location)}'"
            );
        }

        string? fault =
            next.UserInfo.Length > 0 ? "an address with credentials in it"
            : next.Scheme.StartsWith(Uri.UriSchemeHttp, StringComparison.Ordinal) && !HubEndpoint.HasHost(next)
                ? $"an address without a host that can be one: '{file.Show(location)}'"
            : next.Scheme == Uri.UriSchemeHttps || IsPlainAllowed(from, next) ? null
            : next.Scheme == Uri.UriSchemeHttp ? $"plain http: {file.Show(next)}"
            : $"what is neither https nor http: {file.Show(next)}";
        return fault is null
            ? next
            : throw Refused(response, file, $"the answer of {file.Show(from)} sends on to {fault}");
    }

    public static HubException TooMany(Uri last, HttpResponseMessage response, HubFileAddress file) =>
        Refused(
            response,
            file,
            $"more than {Max} addresses were passed on from one to the next, the last of them {file.Show(last)}"
        );

    /// <summary>Plain http stays where it was: on the same host, this machine being one.</summary>
    private static bool IsPlainAllowed(Uri from, Uri next) =>
        next.Scheme == Uri.UriSchemeHttp
        && from.Scheme == Uri.UriSchemeHttp
        && (
            (from.IsLoopback && next.IsLoopback)
            || string.Equals(next.IdnHost, from.IdnHost, StringComparison.OrdinalIgnoreCase)
        );

    private static HubException Refused(HttpResponseMessage response, HubFileAddress file, string reason) =>
        HubErrors.BadAnswer(file, response.StatusCode, $"the redirect was not followed, since {reason}");
}
