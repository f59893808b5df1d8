using System.Security.Authentication;

namespace Petals.Mixtral.Config.Hub.Http;

internal static class HubErrors
{
    /// <summary>The error for a response without the file. After a redirect, the response may be that of another
    /// server.</summary>
    public static HubException FromStatus(HubFileAddress file, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        Uri url = HubHeaders.UrlOf(response);
        string? code = HubHeaders.Find(response, "X-Error-Code");
        string text = HubHeaders.Find(response, "X-Error-Message") ?? "";
        string answer =
            $"{file.Show(url)} answered {file.Show($"{status} {code}")}"
            + (text.Length == 0 ? "" : $", '{file.Show(text)}'");
        string repo = $"The repo '{file.Repo}'";
        bool isOrigin = file.Endpoint.IsOriginOf(url);
        bool hasToken = response.RequestMessage!.Headers.Authorization is not null;
        HubException exception = KindOf(code, status, text, isOrigin, hasToken) switch
        {
            "InvalidToken" => new(
                Message(
                    $"The token from {file.TokenToSend?.Source ?? "the HttpClient"} is invalid or expired",
                    $"Create a new one on {file.EndpointText}/settings/tokens, or remove it: public models need none."
                )
            ),
            "DisabledRepo" => new(Message($"{repo} is disabled", "Use another repo, or a local copy.")),
            "GatedRepo" => new GatedRepoException(
                Message($"{repo} is gated", $"Request access on {file.RepoPageText}, and pass {TokenAdvice(file)}")
            )
            {
                AccessPage = file.Endpoint.RepoPage(file.Repo),
            },
            "RevisionNotFound" => new RevisionNotFoundException(
                Message($"{repo} has no revision '{file.Revision}'", $"Pass one that {file.RepoPageText} lists.")
            ),
            "EntryNotFound" => new EntryNotFoundException(
                Message($"{repo} (revision {file.Revision}) has no file '{file.File}'", $"See {file.RepoPageText}.")
            )
            {
                FileName = file.File.Value,
                CommitHash =
                    HubHeaders.Find(response, HubHeaders.Commit) is { } commit && CommitHash.IsValid(commit)
                        ? commit
                        : null,
            },
            "RepoNotFound" => new RepoNotFoundException(
                Message($"{repo} does not exist, or is private", $"Check its spelling, or pass {TokenAdvice(file)}")
            ),
            _ => new(Message($"{file.Description} could not be downloaded", Advice(status, file)))
            {
                // The signed address of a store expires; the Hub signs another one.
                IsTransient = IsTransient(status) || (status == 403 && !isOrigin),
                RetryAfter = ReadDelay(response),
            },
        };
        exception.ErrorCode = code is null ? null : file.Show(code);
        return About(file, exception, response.StatusCode);

        string Message(string problem, string remedy) => $"{problem}: {answer}. {remedy}";
    }

    /// <summary>The response is not a valid response of the Hub.</summary>
    public static HubException BadAnswer(HubFileAddress file, HttpResponseMessage response, string reason) =>
        About(file, BadContent(file, reason, isTransient: false), response.StatusCode);

    public static HubException BadContent(HubFileAddress file, string reason, bool isTransient) =>
        About(
            file,
            new($"{file.Description} was rejected: {reason}. {CheckEndpoint(file)}") { IsTransient = isTransient }
        );

    public static HubException TooLarge(HubFileAddress file, long limit) =>
        BadContent(file, $"it has more than {limit} bytes", isTransient: false);

    /// <summary>There was no response, or its content broke off.</summary>
    public static HubException Unreachable(
        HubFileAddress file,
        Uri url,
        string reason,
        Exception? cause,
        bool isTransient = true
    )
    {
        string advice = cause switch
        {
            HttpRequestException { StatusCode: (HttpStatusCode)407 } => ProxyAdvice(file),
            not HttpRequestException when !isTransient =>
                "Check the handler of the HttpClient. A blocking call needs its method Send.",
            _ => ConnectionAdvice(cause, file.Proxies?.GetProxy(url)),
        };
        string text =
            $"{file.Description} could not be downloaded from {file.Show(url)}: {reason.TrimEnd('.', '"')}. {advice}";
        return About(file, new(text, file.Show(cause)) { IsTransient = isTransient });
    }

    /// <summary>Whether a request may succeed within seconds although it failed. Failures of TLS
    /// and of a proxy do not pass by themselves.</summary>
    public static bool IsTransient(Exception cause) =>
        cause is IOException or OperationCanceledException
        || (
            cause is HttpRequestException { InnerException: not AuthenticationException } failure
            && (failure.StatusCode is not { } status || IsTransient((int)status))
        );

    /// <summary>The whole download did not end in time.</summary>
    public static HubException TooSlow(HubFileAddress file, TimeSpan timeout, Exception cause) =>
        About(
            file,
            new(
                $"{file.Description} was not downloaded from {file.EndpointText} within {HubTimeouts.Describe(timeout)}, "
                    + "including retries. Check the connection, or increase the option DownloadTimeout.",
                file.Show(cause)
            )
            {
                IsTransient = true,
            }
        );

    private static HubException About(HubFileAddress file, HubException exception, HttpStatusCode? status = null)
    {
        exception.RepoId = file.Repo.Value;
        exception.Revision = file.Revision.Value;
        exception.StatusCode = status;
        return exception;
    }

    /// <summary>The error code of the Hub, or the one that the status and the message imply.</summary>
    private static string? KindOf(string? code, int status, string message, bool isOrigin, bool hasToken)
    {
        return (code, status) switch
        {
            // "Invalid username or password" does not count: the Hub returns it for a missing repo.
            (_, 401)
                when hasToken && (Has("invalid credentials") || (Has("token") && (Has("invalid") || Has("expired")))) =>
                "InvalidToken",
            (_, 451) => "DisabledRepo",
            (null, 401 or 403) when isOrigin && (Has("gated") || Has("restricted")) => "GatedRepo",
            (null, 401) when isOrigin => "RepoNotFound",
            _ => code,
        };

        bool Has(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The positive time for which clients must wait: <c>Retry-After</c>, whose date is compared with the
    /// clock of the Hub, or <c>RateLimit: "resolvers";r=0;t=55</c>.</summary>
    private static TimeSpan? ReadDelay(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date - response.Headers.Date);
        if (
            !(wait > TimeSpan.Zero)
            && (int)response.StatusCode == 429
            && HubHeaders.Find(response, "RateLimit") is { } limits
        )
        {
            wait = limits
                .Split(';', ',', ' ')
                .Where(part => part.StartsWith("t=", StringComparison.Ordinal))
                .Max(part =>
                    int.TryParse(part.AsSpan(2), NumberStyles.None, null, out int seconds)
                        ? TimeSpan.FromSeconds(seconds)
                        : (TimeSpan?)null
                );
        }

        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string ConnectionAdvice(Exception? cause, Uri? proxy)
    {
        string fault = cause?.GetBaseException().Message ?? "";
        if (fault.Contains("UntrustedRoot") || fault.Contains("PartialChain"))
        {
            return "Trust the certificate of its issuer, or of the proxy that inspects the traffic, on this system. On Linux, "
                + "SSL_CERT_FILE or SSL_CERT_DIR can name it; REQUESTS_CA_BUNDLE has no effect.";
        }

        string way = proxy is null ? "" : $", and the proxy {proxy.Scheme}://{proxy.Authority}";
        return $"Check the connection{way}, or set {HubEndpoint.Variable} to a mirror.";
    }

    private static string CheckEndpoint(HubFileAddress file) =>
        $"Check that {file.EndpointText} ({file.Endpoint.ChosenBy}) is the Hub or a mirror of it, and not a login page.";

    private static string TokenAdvice(HubFileAddress file) =>
        $"the token of an account that has access ({file.TokenText}).";

    private static string ProxyAdvice(HubFileAddress file) =>
        "The proxy requires authentication; "
        + (
            file.Proxies is null
                ? "pass an HttpClient with its credentials."
                : "put a user name and password into its variable: http://user:password@host:port."
        );

    private static string Advice(int status, HubFileAddress file) =>
        status switch
        {
            429 => $"Wait, or pass a token, which allows more requests ({file.TokenText}).",
            407 => ProxyAdvice(file),
            403 when file.TokenToSend is null => $"Pass {TokenAdvice(file)}",
            403 =>
                $"This account has no access ({file.TokenText}). A fine-grained token needs the permission to read the repo.",
            _ when IsTransient(status) => "Try again later.",
            _ => CheckEndpoint(file),
        };

    private static bool IsTransient(int status) => status is 408 or 429 or >= 500;
}
