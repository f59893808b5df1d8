namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>
/// Reads the metadata of a file from all responses of a chain of redirects. For a large file, the redirect to the
/// content has it in <c>X-Linked-Etag</c> and <c>X-Linked-Size</c>; for other files, the last response has it.
/// </summary>
internal sealed class MetadataReader(HubFileAddress file)
{
    private const string LinkedTag = "X-Linked-Etag";
    private readonly List<HttpResponseMessage> _chain = [];

    public bool IsComplete => First(HubHeaders.Commit) is not null && Tag is not null;

    private HttpResponseMessage Last => _chain[^1];

    private string? Tag => First(LinkedTag) ?? HubHeaders.Find(Last, "ETag");

    /// <summary>Adds a response. Its headers are used even after it is disposed.</summary>
    public void Add(HttpResponseMessage response) => _chain.Add(response);

    /// <param name="known">The tag of the request, which is the result if the file has not changed.</param>
    /// <param name="cachedCommit">The commit in that case, if the response has none.</param>
    /// <exception cref="HubException">A header is missing or not valid.</exception>
    public HubFileMetadata Read(ETag? known, string? cachedCommit)
    {
        ETag? unchanged = (int)Last.StatusCode == 304 ? known : null;
        string? requested = file.Revision.Commit;
        string? commit = First(HubHeaders.Commit) ?? requested ?? (unchanged is null ? null : cachedCommit);
        if (commit is null || !CommitHash.IsValid(commit) || commit != (requested ?? commit))
        {
            string expected = requested ?? "a commit hash of 40 lower-case hexadecimal digits";
            throw Invalid(HubHeaders.Commit, expected, commit);
        }

        ETag tag = unchanged ?? ReadTag();
        return new HubFileMetadata(file.File.Value, commit, tag, unchanged is null ? ReadSize() : null)
        {
            CanonicalRepoId = FindOtherRepoId(),
        };
    }

    private string? First(string header) =>
        _chain.Select(response => HubHeaders.Find(response, header)).FirstOrDefault(value => value is not null);

    private ETag ReadTag()
    {
        // The token must not become a path.
        string? value = Tag;
        return value is not null && file.Hide(value) == value && ETag.TryParse(value) is { } tag
            ? tag
            : throw Invalid(
                First(LinkedTag) is null ? "ETag" : LinkedTag,
                "a hash, or a name of letters, digits, '-', '_' and '.'",
                value
            );
    }

    private long? ReadSize()
    {
        if (First(LinkedTag) is not null)
        {
            return long.TryParse(First("X-Linked-Size"), NumberStyles.None, null, out long size) ? size : null;
        }

        // The length of a redirect or of compressed content is not that of the file.
        return (int)Last.StatusCode == 200 && Last.Content.Headers.ContentEncoding.Count == 0
            ? Last.Content.Headers.ContentLength
            : null;
    }

    /// <summary>Returns the repo id to which the Hub redirects: that of a renamed repo, or in another case.</summary>
    private string? FindOtherRepoId() =>
        _chain
            .Select(response => file.Endpoint.RepoIdIn(HubHeaders.UrlOf(response)))
            .LastOrDefault(id => id is not null && id != file.Repo.Value && RepoId.TryParse(id) is not null);

    private HubException Invalid(string header, string expected, string? found) =>
        HubErrors.BadAnswer(
            file,
            Last,
            $"the header {header} must be {expected}; found {(found is null ? "none" : $"'{file.Show(found)}'")}"
        );
}
