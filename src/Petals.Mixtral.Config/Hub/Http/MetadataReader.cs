using System.Net;

namespace Petals.Mixtral.Config.Hub.Http;

/// <summary>
/// Collects the metadata of a file from all responses of a chain of redirects. For a large file, the redirect to the
/// content has it in <c>X-Linked-Etag</c> and <c>X-Linked-Size</c>; for other files, the last response has it.
/// </summary>
internal sealed class MetadataReader(HubFileAddress file)
{
    private string? _commit;
    private string? _linkedTag;
    private string? _tag;
    private long? _linkedSize;
    private long? _size;
    private string? _canonicalRepoId;

    public bool IsComplete => _commit is not null && (_linkedTag ?? _tag) is not null;

    /// <exception cref="HubException">A header has several different values.</exception>
    public void Add(HttpResponseMessage response)
    {
        _commit ??= HubHeaders.Single(response, HubHeaders.Commit, file);
        _linkedTag ??= HubHeaders.Single(response, "X-Linked-Etag", file);
        string? linkedSize = HubHeaders.Single(response, "X-Linked-Size", file);
        _linkedSize ??= long.TryParse(linkedSize, NumberStyles.None, null, out long size) ? size : null;
        _tag = HubHeaders.Single(response, "ETag", file);

        // The length of a redirect or of compressed content is not that of the file.
        _size =
            response.StatusCode is HttpStatusCode.OK && response.Content.Headers.ContentEncoding.Count == 0
                ? response.Content.Headers.ContentLength
                : null;
    }

    /// <summary>Records the repo id to which the Hub redirects: that of a renamed repo, or in another case.</summary>
    public void AddRedirect(Uri next)
    {
        if (file.Endpoint.RepoIdIn(next) is { } id && id != file.Repo.Value && RepoId.IsValid(id))
        {
            _canonicalRepoId = id;
        }
    }

    /// <param name="last">The last response.</param>
    /// <param name="known">The tag of the request, which is the result if the file has not changed.</param>
    /// <param name="cachedCommit">The commit in that case, if the response has none.</param>
    /// <exception cref="HubException">A header is missing or not valid.</exception>
    public FileMetadata Read(HttpResponseMessage last, ETag? known, string? cachedCommit)
    {
        bool isUnchanged = last.StatusCode is HttpStatusCode.NotModified;
        string? requested = file.Revision.Commit;
        string? commit = _commit ?? requested ?? (isUnchanged ? cachedCommit : null);
        if (commit is null || !CommitHash.IsValid(commit) || commit != (requested ?? commit))
        {
            throw HubErrors.BadHeader(
                file,
                last,
                HubHeaders.Commit,
                requested ?? "a commit hash of 40 lower-case hexadecimal digits",
                commit
            );
        }

        return isUnchanged && known is { } unchanged
            ? new FileMetadata(commit, unchanged, null, _canonicalRepoId)
            : new FileMetadata(commit, ReadTag(last), _linkedTag is null ? _size : _linkedSize, _canonicalRepoId);
    }

    private ETag ReadTag(HttpResponseMessage last)
    {
        string? value = _linkedTag ?? _tag;

        // A hash may contain a very short token by chance. Any other tag that contains the token must not become a
        // path.
        return
            value is not null
            && ETag.TryParse(value) is { } tag
            && (tag.Kind is not ETagKind.Opaque || file.Hide(value) == value)
            ? tag
            : throw HubErrors.BadHeader(
                file,
                last,
                _linkedTag is null ? "ETag" : "X-Linked-Etag",
                "a hash, or a name of letters, digits, '-', '_' and '.'",
                value
            );
    }
}
