namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>Reads the headers of a response as text, because .NET parses some of them differently from the
/// Hub.</summary>
internal static class HubHeaders
{
    public const string Commit = "X-Repo-Commit";

    public static Uri UrlOf(HttpResponseMessage response) => response.RequestMessage!.RequestUri!;

    /// <summary>Returns the value of a header, or null if it is missing or blank. Different values are joined, which
    /// makes an invalid one.</summary>
    public static string? Find(HttpResponseMessage response, string name)
    {
        _ = response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values);
        string joined = string.Join(", ", values.Select(value => value.Trim()).Distinct());
        return joined.Length == 0 ? null : joined;
    }
}
