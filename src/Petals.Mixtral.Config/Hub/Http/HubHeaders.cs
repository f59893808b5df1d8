using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>The headers of an answer as text: what .NET makes of them is not what the Hub means by them.</summary>
internal static class HubHeaders
{
    public const string Commit = "X-Repo-Commit";
    public const string ErrorCode = "X-Error-Code";
    public const string ErrorMessage = "X-Error-Message";
    public const string ETag = "ETag";
    public const string LinkedETag = "X-Linked-Etag";
    public const string LinkedSize = "X-Linked-Size";

    /// <summary>The value of a header; <see langword="null"/> where it is missing or blank.</summary>
    /// <exception cref="HubException">It is there more than once, with different values.</exception>
    public static string? Single(HttpResponseMessage response, string name, HubFileAddress file)
    {
        // As they came: .NET would make an address of what is none.
        if (!response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
        {
            return null;
        }

        string[] different = [.. values.Select(value => value.Trim()).Distinct(StringComparer.Ordinal)];
        return different switch
        {
            [""] => null,
            [var value] => value,
            _ => throw HubErrors.BadHeader(
                file,
                response.StatusCode,
                name,
                "one value",
                file.Show(string.Join(", ", different))
            ),
        };
    }
}
