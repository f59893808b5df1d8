using System.Security.Cryptography;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// The file into which a blob is downloaded. A large blob whose tag is its SHA-256 is kept under a fixed name until it
/// is complete, so a later attempt or process continues it. Every other file has a unique name and is deleted.
/// </summary>
internal sealed class PartialBlob(FileStream stream, ETagKind kind, bool isKept) : IDisposable
{
    /// <summary>The size in bytes up to which a file is downloaded again from its beginning.</summary>
    private const long MinKeptSize = 8 * 1024 * 1024;

    private const int BufferSize = 128 * 1024;

    private readonly IncrementalHash? _hash =
        kind is ETagKind.Sha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>Whether the file stays if its download fails.</summary>
    public bool IsKept => isKept;

    public long Length { get; private set; }

    public FileStream Content => stream;

    /// <summary>Opens the file that an earlier download left, or creates one.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns the stream.")]
    public static PartialBlob Open(CallMode mode, RepoCache cache, HubFileMetadata metadata)
    {
        ETag tag = metadata.Tag;
        FileStream? kept =
            tag.Kind is ETagKind.Sha256 && metadata.Size > MinKeptSize
                ? FileErrors.OrElse<FileStream?>(null, () => OpenKept(mode, cache.PartialPath(tag)))
                : null;
        string unique = TemporaryFile.CreatePath(cache.BlobPath(tag), CacheLayout.Unfinished);
        return new PartialBlob(kept ?? Open(mode, unique, FileMode.CreateNew), tag.Kind, kept is not null);
    }

    /// <summary>Reads what an earlier download left. The bytes of another process are trusted only after the whole hash
    /// matches.</summary>
    public async ValueTask ReadExistingAsync(CallMode mode, long size)
    {
        if (stream.Length > size)
        {
            Clear();
        }

        byte[] buffer = new byte[BufferSize];
        while (await mode.ReadAsync(stream, buffer, mode.Cancellation) is > 0 and int count)
        {
            mode.Cancellation.ThrowIfCancellationRequested();
            _hash!.AppendData(buffer, 0, count);
            Length += count;
        }
    }

    public async ValueTask WriteAsync(CallMode mode, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await mode.WriteAsync(stream, bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // This is how .NET reports EFBIG, for example above 4 GiB on FAT32.
            throw new IOException("The file is too large for the file system");
        }

        _hash?.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    public void Clear()
    {
        stream.SetLength(0);
        stream.Position = 0;
        _hash?.GetHashAndReset();
        Length = 0;
    }

    /// <summary>The hash of the content. Returns null if the tag is not a hash.</summary>
    public string? ComputeHash(CancellationToken cancellation) =>
        _hash is not null
            ? Convert.ToHexStringLower(_hash.GetCurrentHash())
            : BlobHash.Compute(stream, kind, cancellation);

    public void Dispose()
    {
        bool isEmpty = stream.CanSeek && stream.Length == 0; // A closed file is in place.
        stream.Dispose();
        _hash?.Dispose();
        if (!IsKept || isEmpty)
        {
            TemporaryFile.TryDelete(stream.Name);
        }
    }

    /// <exception cref="IOException">Another process uses it, for example.</exception>
    private static FileStream OpenKept(CallMode mode, string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            File.Delete(path);
        }

        FileStream stream = Open(mode, path, FileMode.OpenOrCreate);
        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new IOException("It is a pipe.");
        }

        return stream;
    }

    private static FileStream Open(CallMode mode, string path, FileMode open) =>
        new(path, open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: mode.IsAsync);
}
