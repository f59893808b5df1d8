using System.Net.Http.Headers;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the headers of a response as text, because .NET parses some of them differently from the
/// Hub.</summary>
internal static class HubHeaders
{
    public const string Commit = "X-Repo-Commit";

    public static Uri UrlOf(HttpResponseMessage response) => response.RequestMessage!.RequestUri!;

    /// <summary>Returns the value of a header, or null if it is missing or blank.</summary>
    /// <exception cref="HubException">The header has several different values.</exception>
    public static string? Single(HttpResponseMessage response, string name, HubFileAddress file)
    {
        // Without validation: .NET would turn some invalid values into addresses.
        if (!response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
        {
            return null;
        }

        string[] different = [.. values.Select(value => value.Trim()).Distinct(StringComparer.Ordinal)];
        return different switch
        {
            [""] => null,
            [var value] => value,
            _ => throw HubErrors.BadHeader(file, response, name, "one value", string.Join(", ", different)),
        };
    }
}
