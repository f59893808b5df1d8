using System.Net;

namespace Petals.Mixtral.Config;

/// <summary>The Hugging Face Hub, or the local cache of it, could not be used, or did not hold what it
/// should.</summary>
public class HubException : PretrainedConfigException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found, and what to do next.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public HubException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>The HTTP status of the answer; <see langword="null"/> where no answer was involved.</summary>
    public HttpStatusCode? StatusCode { get; internal set; }

    /// <summary>The <c>X-Error-Code</c> of the answer, such as <c>GatedRepo</c>; <see langword="null"/> where there was
    /// none.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>; <see langword="null"/> where the fault is not
    /// that of one repo.</summary>
    public string? RepoId { get; internal set; }

    /// <summary>The branch, tag, <c>refs/pr/N</c> or commit hash that was asked for.</summary>
    public string? Revision { get; internal set; }

    /// <summary>
    /// Whether the same request may succeed later: no connection, no answer in time, a broken or damaged transfer, or
    /// 408, 429 or 5xx. It has been tried several times already.
    /// </summary>
    public bool IsTransient { get; internal set; }

    /// <summary>How long the Hub asked to wait before the next request; <see langword="null"/> where it did not say, or
    /// that time is past.</summary>
    public TimeSpan? RetryAfter { get; internal set; }
}
