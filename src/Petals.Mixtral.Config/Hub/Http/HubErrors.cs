using System.Net;
using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

internal static class HubErrors
{
    /// <summary>The error for a response without the file. After a redirect, the response may be that of another
    /// server.</summary>
    public static HubException FromStatus(HubFileAddress file, HttpResponseMessage response)
    {
        string? code = HubHeaders.Single(response, HubHeaders.ErrorCode, file);
        string message = HubHeaders.Single(response, HubHeaders.ErrorMessage, file) ?? "";
        HttpStatusCode status = response.StatusCode;
        string answer = Answer(file, response, code, message);
        bool isOrigin = file.Endpoint.IsOriginOf(HubHeaders.UrlOf(response));
        HubException exception = (code, status) switch
        {
            (_, HttpStatusCode.Unauthorized) when IsAboutToken(message) => new HubException(InvalidToken(file, answer)),
            ("DisabledRepo", _) or (_, HttpStatusCode.UnavailableForLegalReasons) => new HubException(
                $"The repo '{file.Repo}' is disabled: {answer} The Hub gives none of its files. Use another repo, or the "
                    + "directory of a copy."
            ),
            ("GatedRepo", _) => Gated(file, answer),
            (null, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                when isOrigin && (Has(message, "gated") || Has(message, "restricted")) => Gated(file, answer),
            ("RevisionNotFound", _) => new RevisionNotFoundException(
                $"The repo '{file.Repo}' has no revision '{file.Revision}': {answer} Give a branch, tag, "
                    + $"refs/pr/N or commit hash that is listed on {file.RepoPageText}."
            ),
            ("EntryNotFound", _) => new EntryNotFoundException(
                $"The repo '{file.Repo}' (revision {file.Revision}) has no file '{file.File}': {answer} Look at "
                    + $"{file.RepoPageText} for what it is called."
            )
            {
                FileName = file.File.Value,
                CommitHash = CommitOf(response, file),
            },
            ("RepoNotFound", _) or (null, HttpStatusCode.Unauthorized) when code is not null || isOrigin =>
                new RepoNotFoundException(
                    $"The repo '{file.Repo}' does not exist, or is private: {answer} Check its spelling; for a "
                        + $"private repo a token of an account that may read it helps ({file.TokenText})."
                ),
            _ => new HubException($"{file.Description} was not given: {answer} {Advice(status, file)}")
            {
                // The signed address of a store expires; the Hub signs another one.
                IsTransient = IsTransient(status) || (status is HttpStatusCode.Forbidden && !isOrigin),
                RetryAfter = ReadRetryAfter(response) ?? ReadRateLimit(response),
            },
        };
        exception.ErrorCode = code is null ? null : file.Show(code);
        return About(exception, file, status);
    }

    /// <summary>The response is not one of the Hub.</summary>
    public static HubException BadAnswer(HubFileAddress file, HttpStatusCode? status, string reason) =>
        About(
            new HubException(
                $"{file.Description} was not taken: {reason}. Nothing was kept. Check that {file.EndpointText} "
                    + $"({file.Endpoint.ChosenBy}) is the Hub or a mirror of it."
            ),
            file,
            status
        );

    public static HubException BadHeader(
        HubFileAddress file,
        HttpStatusCode status,
        string name,
        string expected,
        string found
    ) => BadAnswer(file, status, $"the answer's header {name} must be {expected}; found {found}");

    public static HubException BadContent(HubFileAddress file, string reason, bool isTransient) =>
        About(
            new HubException(
                $"{file.Description} was not taken: {reason}. Nothing was kept. "
                    + $"{(isTransient ? "Try again later, or check" : "Check")} what stands between here and "
                    + $"{file.EndpointText}."
            )
            {
                IsTransient = isTransient,
            },
            file
        );

    public static HubException TooLarge(HubFileAddress file, long limit) =>
        BadContent(file, $"it has more than {limit} bytes", isTransient: false);

    public static HubException Unreachable(HubFileAddress file, Uri url, string reason, Exception? cause) =>
        About(
            new HubException(
                $"{file.Description} could not be had from {file.Show(url)}: {reason.TrimEnd('.')}. "
                    + ConnectionAdvice.For(cause, file.Proxies?.GetProxy(url)),
                file.Show(cause)
            )
            {
                IsTransient = true,
            },
            file
        );

    /// <summary>The whole download did not end in time.</summary>
    public static HubException TooSlow(HubFileAddress file, TimeSpan timeout, Exception? cause) =>
        About(
            new HubException(
                $"{file.Description} was not downloaded from {file.EndpointText} within {HubTimeouts.Describe(timeout)}, "
                    + "retries and waits included. Check the connection, or set the option DownloadTimeout to a longer "
                    + "time.",
                file.Show(cause)
            )
            {
                IsTransient = true,
            },
            file
        );

    /// <summary>The caller's client or handler supports only asynchronous requests.</summary>
    public static HubException CannotBlock(HubFileAddress file, NotSupportedException cause) =>
        new(
            $"The HttpClient cannot be used without awaiting: {file.Show(cause.Message).TrimEnd('.')}. Call the "
                + "asynchronous method, or give its handler a method Send.",
            file.Show(cause)
        );

    private static HubException About(HubException exception, HubFileAddress file, HttpStatusCode? status = null)
    {
        exception.RepoId = file.Repo.Value;
        exception.Revision = file.Revision.Value;
        exception.StatusCode = status;
        return exception;
    }

    private static GatedRepoException Gated(HubFileAddress file, string answer) =>
        new(
            $"The repo '{file.Repo}' is gated: {answer} Ask for access on {file.RepoPageText}, and give the token of an "
                + $"account that has it ({file.TokenText})."
        )
        {
            AccessPage = file.Endpoint.RepoPage(file.Repo),
        };

    private static string InvalidToken(HubFileAddress file, string answer) =>
        file.TokenToSend is { } token
            ? $"{token.Description} is invalid or expired: {answer} Create a new one on {file.EndpointText}/settings/tokens, "
                + $"or remove it from {token.Source}: public models need none."
            : $"The credentials of the HttpClient or of a proxy are invalid: {answer} This library sent no token. Remove "
                + "them: public models need none.";

    /// <summary>"Invalid username or password" does not count: the Hub answers so for a missing repo.</summary>
    private static bool IsAboutToken(string message) =>
        Has(message, "invalid credentials")
        || (Has(message, "token") && (Has(message, "invalid") || Has(message, "expired")));

    private static bool Has(string message, string words) =>
        message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string? CommitOf(HttpResponseMessage response, HubFileAddress file) =>
        HubHeaders.Single(response, HubHeaders.Commit, file) is { } commit && CommitHash.IsValid(commit)
            ? commit
            : null;

    /// <summary>The positive time for which the Hub asks to wait. A date is compared with the clock of the Hub.</summary>
    private static TimeSpan? ReadRetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date - response.Headers.Date);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string Answer(HubFileAddress file, HttpResponseMessage response, string? code, string message) =>
        $"{file.Show(HubHeaders.UrlOf(response))} answered "
        + $"{(int)response.StatusCode}{(code is null ? "" : $" {file.Show(code)}")}{(message.Length == 0 ? "" : $", '{file.Show(message)}'")}.";

    /// <summary>The seconds until the Hub accepts requests again: <c>RateLimit: "resolvers";r=0;t=55</c>.</summary>
    private static TimeSpan? ReadRateLimit(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests
        && response.Headers.NonValidated.TryGetValues("RateLimit", out HeaderStringValues values)
        && values
            .SelectMany(value => value.Split(';', ','))
            .Select(part => part.Trim())
            .Where(part => part.StartsWith("t=", StringComparison.Ordinal))
            .Select(part =>
                int.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
                    ? seconds
                    : 0
            )
            .DefaultIfEmpty()
            .Max()
            is > 0
                and int wait
            ? TimeSpan.FromSeconds(wait)
            : null;

    private static string Advice(HttpStatusCode status, HubFileAddress file) =>
        status switch
        {
            HttpStatusCode.TooManyRequests =>
                $"It asks for fewer requests; wait, or give a token, which allows more ({file.TokenText}).",
            HttpStatusCode.ProxyAuthenticationRequired =>
                "The proxy requires authentication; pass an HttpClient with its credentials.",
            HttpStatusCode.Forbidden =>
                $"This account has no access ({file.TokenText}). A fine-grained token also needs the permission to read "
                    + "the repo.",
            HttpStatusCode.NotFound =>
                $"It does not say what is missing, as the Hub does; check that {file.EndpointText} "
                    + $"({file.Endpoint.ChosenBy}) is the Hub or a mirror of it.",
            _ when IsTransient(status) => "Try again later.",
            _ => $"Check that {file.EndpointText} ({file.Endpoint.ChosenBy}) is the Hub or a mirror of it.",
        };

    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;
}
