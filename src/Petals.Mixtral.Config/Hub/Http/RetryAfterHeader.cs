using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>How long an answer asks to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The time from now; <see langword="null"/> where none is said, or it is past. A date counts by the clock
    /// of the answer.</summary>
    public static TimeSpan? Read(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date - response.Headers.Date);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
