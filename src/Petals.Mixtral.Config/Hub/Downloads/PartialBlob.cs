using System.Security.Cryptography;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// The file into which a blob is downloaded. A large blob whose tag is its SHA-256 is kept under a fixed name until it
/// is complete, so a later attempt or process continues it. Every other file has a unique name and is deleted.
/// </summary>
internal sealed class PartialBlob : IDisposable
{
    /// <summary>The size in bytes up to which a file is downloaded again from its beginning.</summary>
    private const long MinKeptSize = 8 * 1024 * 1024;

    private const int BufferSize = 128 * 1024;

    private readonly FileStream _stream;
    private readonly ETagKind _kind;
    private readonly IncrementalHash? _hash;

    private PartialBlob(FileStream stream, ETagKind kind, bool isKept)
    {
        _stream = stream;
        _kind = kind;
        _hash = kind is ETagKind.Sha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        IsKept = isKept;
    }

    public string Path => _stream.Name;

    /// <summary>Whether the file stays if its download fails.</summary>
    public bool IsKept { get; private set; }

    /// <summary>The bytes that have been written.</summary>
    public long Length { get; private set; }

    public Stream Content => _stream;

    /// <summary>Opens the file that an earlier download left, or creates one. Bytes of another process are trusted only
    /// after the whole hash matches.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns the stream.")]
    public static async ValueTask<PartialBlob> OpenAsync(CallMode mode, string repoFolder, HubFileMetadata metadata)
    {
        ETag tag = metadata.Tag;
        FileStream? kept =
            tag.Kind is ETagKind.Sha256 && metadata.Size > MinKeptSize
                ? TryOpenKept(mode, TemporaryFile.PartialPath(repoFolder, tag))
                : null;
        FileStream stream = kept ?? Open(mode, TemporaryFile.CreatePath(repoFolder, tag), FileMode.CreateNew);
        var partial = new PartialBlob(stream, tag.Kind, isKept: kept is not null);
        try
        {
            await partial.ReadExistingAsync(mode, metadata.Size ?? 0);
            return partial;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    public async ValueTask WriteAsync(CallMode mode, ReadOnlyMemory<byte> bytes)
    {
        await mode.WriteAsync(_stream, bytes);
        _hash?.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Deletes the content.</summary>
    public void Clear()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash?.GetHashAndReset();
        Length = 0;
    }

    /// <summary>The hash of the content. Returns null if the tag is not a hash.</summary>
    public string? ComputeHash(CancellationToken cancellation) =>
        _hash is not null
            ? Convert.ToHexStringLower(_hash.GetCurrentHash())
            : BlobHash.Compute(_stream, _kind, cancellation);

    /// <summary>Closes the file before it is put in place.</summary>
    public void Close() => _stream.Dispose();

    /// <summary>Gives the file up.</summary>
    public void Delete() => IsKept = false;

    public void Dispose()
    {
        _stream.Dispose();
        _hash?.Dispose();
        if (!IsKept || Length == 0)
        {
            TemporaryFile.TryDelete(Path);
        }
    }

    /// <summary>Returns null if another process uses the file, or it cannot be used.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the stream.")]
    private static FileStream? TryOpenKept(CallMode mode, string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
            {
                File.Delete(path);
            }

            FileStream stream = Open(mode, path, FileMode.OpenOrCreate);
            if (stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file with a unique name is used instead.
        }

        return null;
    }

    private static FileStream Open(CallMode mode, string path, FileMode open) =>
        new(path, open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: mode.IsAsync);

    private async ValueTask ReadExistingAsync(CallMode mode, long size)
    {
        if (_stream.Length > size)
        {
            Clear();
        }

        byte[] buffer = new byte[BufferSize];
        while (await mode.ReadAsync(_stream, buffer, mode.Cancellation) is > 0 and int count)
        {
            mode.Cancellation.ThrowIfCancellationRequested();
            _hash!.AppendData(buffer, 0, count);
            Length += count;
        }
    }
}
