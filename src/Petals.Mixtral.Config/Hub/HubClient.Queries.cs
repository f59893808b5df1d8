namespace Petals.Mixtral.Config.Hub;

/// <content>Requests that do not use the cache.</content>
public sealed partial class HubClient
{
    /// <summary>
    /// Requests the commit, the tag and the size of a file, but not its content. If the commit differs from that of a
    /// cached file, the branch has moved; if the tag differs, the file has changed.
    /// </summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">The revision and the subfolder; the other members have no effect.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> or <paramref name="fileName"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="HubException">As for <see cref="Download"/>: for example, offline mode is on, or the file does
    /// not exist.</exception>
    public HubFileMetadata GetMetadata(string repoId, string fileName, HubDownloadOptions? options = null) =>
        CallMode.Finished(GetMetadataAsync(CallMode.Blocking, repoId, fileName, options));

    /// <inheritdoc cref="GetMetadata"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo, such as <c>config.json</c>.</param>
    /// <param name="options">The revision and the subfolder; the other members have no effect.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<HubFileMetadata> GetMetadataAsync(
        string repoId,
        string fileName,
        HubDownloadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetMetadataAsync(CallMode.Awaiting(cancellationToken), repoId, fileName, options).AsTask();

    /// <summary>Requests the list of all files of a repo, in all its folders.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> or <paramref name="revision"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="HubException">As for <see cref="Download"/>: for example, offline mode is on, or the repo does
    /// not exist.</exception>
    public IReadOnlyList<HubFileEntry> ListFiles(string repoId, string revision = "main") =>
        CallMode.Finished(ListFilesAsync(CallMode.Blocking, repoId, revision));

    /// <inheritdoc cref="ListFiles"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="revision">The branch, tag, <c>refs/pr/N</c> or commit hash.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<IReadOnlyList<HubFileEntry>> ListFilesAsync(
        string repoId,
        string revision = "main",
        CancellationToken cancellationToken = default
    ) => ListFilesAsync(CallMode.Awaiting(cancellationToken), repoId, revision).AsTask();

    /// <summary>Reads a part of a file on the Hub without downloading the rest. The part does not go into the
    /// cache, and is not checked against the hash of the file.</summary>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo.</param>
    /// <param name="offset">The offset of the part in bytes.</param>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="options">The revision and the subfolder; the other members have no effect.</param>
    /// <returns>The number of bytes; less than the length of <paramref name="buffer"/> only at the end of the
    /// file.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="repoId"/> or <paramref name="fileName"/> is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative, or its sum with the length
    /// of <paramref name="buffer"/> exceeds <see cref="long.MaxValue"/>.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    /// <exception cref="HubException">As for <see cref="Download"/>: for example, the server does not send
    /// parts.</exception>
    public int ReadRange(
        string repoId,
        string fileName,
        long offset,
        Memory<byte> buffer,
        HubDownloadOptions? options = null
    ) => CallMode.Finished(ReadRangeAsync(CallMode.Blocking, repoId, fileName, offset, buffer, options));

    /// <inheritdoc cref="ReadRange"/>
    /// <param name="repoId">The repo id, such as <c>mistralai/Mixtral-8x7B-v0.1</c>.</param>
    /// <param name="fileName">The path of the file inside the repo.</param>
    /// <param name="offset">The offset of the part in bytes.</param>
    /// <param name="buffer">Receives the bytes.</param>
    /// <param name="options">The revision and the subfolder; the other members have no effect.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<int> ReadRangeAsync(
        string repoId,
        string fileName,
        long offset,
        Memory<byte> buffer,
        HubDownloadOptions? options = null,
        CancellationToken cancellationToken = default
    ) => ReadRangeAsync(CallMode.Awaiting(cancellationToken), repoId, fileName, offset, buffer, options).AsTask();

    private ValueTask<HubFileMetadata> GetMetadataAsync(
        CallMode mode,
        string repoId,
        string fileName,
        HubDownloadOptions? options
    ) =>
        _downloader.QueryAsync(
            mode,
            Find(mode, repoId, fileName, options),
            call => new HubTransport(call).ReadMetadataAsync()
        );

    private ValueTask<IReadOnlyList<HubFileEntry>> ListFilesAsync(CallMode mode, string repoId, string revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        RepoFile repo = Find(mode, repoId, "tree", new HubDownloadOptions { Revision = revision });
        return _downloader.QueryAsync(mode, repo, new FileList().ReadAsync, isList: true);
    }

    private ValueTask<int> ReadRangeAsync(
        CallMode mode,
        string repoId,
        string fileName,
        long offset,
        Memory<byte> buffer,
        HubDownloadOptions? options
    )
    {
        RepoFile file = Find(mode, repoId, fileName, options);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, long.MaxValue - buffer.Length);
        return buffer.IsEmpty
            ? new(0)
            : _downloader.QueryAsync(mode, file, call => new HubTransport(call).ReadRangeAsync(offset, buffer));
    }
}
