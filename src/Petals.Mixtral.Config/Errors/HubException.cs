namespace Petals.Mixtral.Config;

/// <summary>The Hugging Face Hub or its local cache failed, or contained something unexpected.</summary>
/// <param name="message">What is wrong, with which value and where, and what to do next.</param>
/// <param name="innerException">The cause; <see langword="null"/> if no exception caused this one.</param>
public class HubException(string message, Exception? innerException = null)
    : PretrainedConfigException(message, innerException)
{
    /// <summary>The HTTP status of the response; <see langword="null"/> if there was none, or its content is
    /// wrong.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>The <c>X-Error-Code</c> of the response, such as <c>GatedRepo</c>; <see langword="null"/> if it had
    /// none.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>; <see langword="null"/> if the error does not
    /// concern one repo.</summary>
    public string? RepoId { get; internal set; }

    /// <summary>The requested branch, tag, <c>refs/pr/N</c> or commit hash.</summary>
    public string? Revision { get; internal set; }

    /// <summary>
    /// Whether the same request may succeed later: no connection, a time-out, an incomplete or damaged transfer, or
    /// status 408, 429 or 5xx, or 403 of the server to which the Hub redirected. The library has already retried it. It
    /// is false if a certificate is not accepted, or if a proxy requires authentication.
    /// </summary>
    public bool IsTransient { get; internal set; }

    /// <summary>How long the Hub requires clients to wait; <see langword="null"/> if it sent no time, or that time has
    /// passed.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
