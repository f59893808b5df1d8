using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Petals.Mixtral.Config.Hub.Http;

internal static class HubErrors
{
    /// <summary>The error for a response without the file. After a redirect, the response may be that of another
    /// server.</summary>
    public static HubException FromStatus(HubFileAddress file, HttpResponseMessage response)
    {
        HttpStatusCode status = response.StatusCode;
        Uri url = HubHeaders.UrlOf(response);
        string? code = HubHeaders.Single(response, HubHeaders.ErrorCode, file);
        string message = HubHeaders.Single(response, HubHeaders.ErrorMessage, file) ?? "";
        string answer =
            $"{file.Show(url)} answered {(int)status}{(code is null ? "" : $" {file.Show(code)}")}"
            + $"{(message.Length == 0 ? "" : $", '{file.Show(message)}'")}.";
        string repo = $"The repo '{file.Repo}'";
        bool isOrigin = file.Endpoint.IsOriginOf(url);
        HubException exception = KindOf(code, status, message, isOrigin) switch
        {
            "InvalidToken" => new(InvalidToken(file, answer)),
            "DisabledRepo" => new($"{repo} is disabled: {answer} Use another repo, or the directory of a copy."),
            "GatedRepo" => new GatedRepoException(
                $"{repo} is gated: {answer} Request access on {file.RepoPageText}, and pass the token of an account that "
                    + $"has it ({file.TokenText})."
            )
            {
                AccessPage = file.Endpoint.RepoPage(file.Repo),
            },
            "RevisionNotFound" => new RevisionNotFoundException(
                $"{repo} has no revision '{file.Revision}': {answer} Pass a branch, tag, refs/pr/N or commit hash that "
                    + $"{file.RepoPageText} lists."
            ),
            "EntryNotFound" => new EntryNotFoundException(
                $"{repo} (revision {file.Revision}) has no file '{file.File}': {answer} {file.RepoPageText} lists its "
                    + "files."
            )
            {
                FileName = file.File.Value,
                CommitHash =
                    HubHeaders.Single(response, HubHeaders.Commit, file) is { } commit && CommitHash.IsValid(commit)
                        ? commit
                        : null,
            },
            "RepoNotFound" => new RepoNotFoundException(
                $"{repo} does not exist, or is private: {answer} Check its spelling, or pass the token of an account that "
                    + $"may read it ({file.TokenText})."
            ),
            _ => new($"{file.Description} was not given: {answer} {Advice(status, file)}")
            {
                // The signed address of a store expires; the Hub signs another one.
                IsTransient = IsTransient(status) || (status is HttpStatusCode.Forbidden && !isOrigin),
                RetryAfter = ReadDelay(response),
            },
        };
        exception.ErrorCode = code is null ? null : file.Show(code);
        return About(exception, file, status);
    }

    /// <summary>The response is not one of the Hub.</summary>
    public static HubException BadAnswer(HubFileAddress file, HttpStatusCode status, string reason) =>
        About(new($"{file.Description} was not taken: {reason}. {CheckEndpoint(file)}"), file, status);

    public static HubException BadHeader(
        HubFileAddress file,
        HttpStatusCode status,
        string name,
        string expected,
        string? found
    ) =>
        BadAnswer(
            file,
            status,
            $"the header {name} must be {expected}; found {(found is null ? "none" : $"'{file.Show(found)}'")}"
        );

    public static HubException BadContent(HubFileAddress file, string reason, bool isTransient) =>
        About(
            new(
                $"{file.Description} was not taken: {reason}. {(isTransient ? "Try again later, or check" : "Check")} the "
                    + $"proxies on the way to {file.EndpointText}."
            ),
            file,
            isTransient: isTransient
        );

    public static HubException TooLarge(HubFileAddress file, long limit) =>
        BadContent(file, $"it has more than {limit} bytes", isTransient: false);

    public static HubException Unreachable(HubFileAddress file, Uri url, string reason, Exception? cause) =>
        About(
            new(
                $"{file.Description} could not be had from {file.Show(url)}: {reason.TrimEnd('.')}. "
                    + ConnectionAdvice(cause, file.Proxies?.GetProxy(url)),
                file.Show(cause)
            ),
            file,
            isTransient: cause
                is null
                    or IOException
                    or HttpRequestException
                    or OperationCanceledException
                    or TimeoutException
                    or System.Net.Sockets.SocketException
        );

    /// <summary>The whole download did not end in time.</summary>
    public static HubException TooSlow(HubFileAddress file, TimeSpan timeout, Exception cause) =>
        About(
            new(
                $"{file.Description} was not downloaded from {file.EndpointText} within {HubTimeouts.Describe(timeout)}, "
                    + "retries and waits included. Check the connection, or set the option DownloadTimeout to a longer "
                    + "time.",
                file.Show(cause)
            ),
            file,
            isTransient: true
        );

    /// <summary>The caller's client or handler supports only asynchronous requests.</summary>
    public static HubException CannotBlock(HubFileAddress file, NotSupportedException cause) =>
        new(
            $"The HttpClient cannot send without awaiting: {file.Show(cause.Message).TrimEnd('.')}. Call the asynchronous "
                + "method, or override Send in its handler.",
            file.Show(cause)
        );

    private static HubException About(
        HubException exception,
        HubFileAddress file,
        HttpStatusCode? status = null,
        bool? isTransient = null
    )
    {
        exception.RepoId = file.Repo.Value;
        exception.Revision = file.Revision.Value;
        exception.StatusCode = status;
        exception.IsTransient = isTransient ?? exception.IsTransient;
        return exception;
    }

    /// <summary>The code of the Hub, also if the response does not have it.</summary>
    private static string? KindOf(string? code, HttpStatusCode status, string message, bool isOrigin)
    {
        return (code, status) switch
        {
            // "Invalid username or password" does not count: the Hub answers so for a missing repo.
            (_, HttpStatusCode.Unauthorized)
                when Has("invalid credentials") || (Has("token") && (Has("invalid") || Has("expired"))) =>
                "InvalidToken",
            (_, HttpStatusCode.UnavailableForLegalReasons) => "DisabledRepo",
            (null, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                when isOrigin && (Has("gated") || Has("restricted")) => "GatedRepo",
            (null, HttpStatusCode.Unauthorized) when isOrigin => "RepoNotFound",
            _ => code,
        };

        bool Has(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static string InvalidToken(HubFileAddress file, string answer) =>
        file.TokenToSend is { } token
            ? $"{token.Description} is invalid or expired: {answer} Create a new one on {file.EndpointText}/settings/tokens, "
                + $"or remove it from {token.Source}: public models need none."
            : $"The credentials of the HttpClient or of a proxy are invalid: {answer} Remove them: public models need none.";

    /// <summary>The positive time for which the Hub asks to wait: <c>Retry-After</c>, whose date is compared with the clock
    /// of the Hub, or <c>RateLimit: "resolvers";r=0;t=55</c>.</summary>
    private static TimeSpan? ReadDelay(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        if ((header?.Delta ?? (header?.Date - response.Headers.Date)) is { } wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        if (
            response.StatusCode is not HttpStatusCode.TooManyRequests
            || !response.Headers.NonValidated.TryGetValues("RateLimit", out HeaderStringValues values)
        )
        {
            return null;
        }

        int seconds = values
            .SelectMany(value => value.Split(';', ',', ' '))
            .Where(part => part.StartsWith("t=", StringComparison.Ordinal))
            .Select(part => int.TryParse(part.AsSpan(2), NumberStyles.None, null, out int number) ? number : 0)
            .Append(0)
            .Max();
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string ConnectionAdvice(Exception? cause, Uri? proxy)
    {
        if (
            cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            && cause.GetBaseException() is AuthenticationException
        )
        {
            string store = OperatingSystem.IsLinux()
                ? "the system's store, or to the file or directory in SSL_CERT_FILE or SSL_CERT_DIR"
                : "the trusted roots of this computer";
            return $"Add the certificate of its issuer, or of the proxy that inspects the traffic, to {store}. Variables of "
                + "Python, such as REQUESTS_CA_BUNDLE, have no effect.";
        }

        string way = proxy is null ? "" : $", and the proxy {proxy.Scheme}://{proxy.Authority}";
        return $"Check the connection{way}, or set {HubEndpoint.Variable} to a mirror.";
    }

    private static string CheckEndpoint(HubFileAddress file) =>
        $"Check that {file.EndpointText} ({file.Endpoint.ChosenBy}) is the Hub or a mirror of it, and not a login page.";

    private static string Advice(HttpStatusCode status, HubFileAddress file) =>
        status switch
        {
            HttpStatusCode.TooManyRequests => $"Wait, or pass a token, which allows more requests ({file.TokenText}).",
            HttpStatusCode.ProxyAuthenticationRequired =>
                "The proxy requires authentication; pass an HttpClient with its credentials.",
            HttpStatusCode.Forbidden =>
                $"This account has no access ({file.TokenText}). A fine-grained token also needs the permission to read "
                    + "the repo.",
            _ when IsTransient(status) => "Try again later.",
            _ => CheckEndpoint(file),
        };

    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;
}
