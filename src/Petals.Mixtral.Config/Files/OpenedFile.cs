namespace Petals.Mixtral.Config.Files;

/// <summary>
/// A file that is open for reading. All checks use the open descriptor, so they hold for the content that is read even
/// if the path changes meanwhile.
/// </summary>
/// <remarks>
/// Opening also reads the start of the file. This shows whether it is a file, and a short read is the whole file. Each
/// system call takes a twentieth of the time to load a config.
/// </remarks>
internal sealed class OpenedFile : IDisposable
{
    private const int StartSize = 4096;

    private readonly byte[] _start = ArrayPool<byte>.Shared.Rent(StartSize);
    private int _startLength;

    private OpenedFile(string path, SafeFileHandle handle)
    {
        Path = path;
        Handle = handle;
    }

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Whether the system confirmed that the file is in the directory. If false, check <see cref="RealPath"/>,
    /// which is slower.</summary>
    public bool IsInside { get; private init; }

    /// <summary>The path without any link.</summary>
    /// <exception cref="IOException">The system does not report it.</exception>
    public string RealPath => field ??= FileSystemCalls.RealPathOf(Handle);

    /// <summary>The size in bytes. Pipes and devices have 0.</summary>
    public long Length
    {
        get
        {
            try
            {
                return RandomAccess.GetLength(Handle);
            }
            catch (NotSupportedException)
            {
                return 0; // A pipe cannot seek.
            }
        }
    }

    /// <summary>Opens a file. Links are followed, and a pipe does not block.</summary>
    /// <param name="path">The path.</param>
    /// <param name="directory">The directory of <see cref="IsInside"/>, with which the path begins.</param>
    /// <returns>Null if the path does not exist or is a directory.</returns>
    /// <exception cref="IOException">The path exists and cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The file that is returned owns the handle.")]
    public static OpenedFile? TryOpen(string path, string? directory = null)
    {
        SafeFileHandle? inside =
            directory is null || !OperatingSystem.IsLinux()
                ? null
                : UnixCalls.TryOpenInside(directory, path.AsSpan(directory.Length).TrimStart('/').ToString());
        SafeFileHandle? handle = inside ?? FileSystemCalls.TryOpen(path);
        if (handle is null)
        {
            return null;
        }

        var file = new OpenedFile(path, handle) { IsInside = inside is not null };
        int? count = null;
        try
        {
            count = FileSystemCalls.ReadStart(handle, file._start);
            file._startLength = count ?? 0;
            return count is null ? null : file;
        }
        finally
        {
            if (count is null)
            {
                file.Dispose();
            }
        }
    }

    /// <inheritdoc cref="TryOpen"/>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    public static OpenedFile Open(string path) =>
        TryOpen(path)
        ?? throw new FileNotFoundException(
            Directory.Exists(path) ? $"'{path}' is a directory." : $"Could not find file '{path}'.",
            path
        );

    /// <summary>Reads the whole file.</summary>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <exception cref="UnusableFileException">It is empty, too large, or not a regular file.</exception>
    /// <exception cref="IOException">It could not be read.</exception>
    public byte[] ReadAll(int limit)
    {
        bool isWhole = _startLength > 0 && _startLength < _start.Length;
        long length = isWhole ? _startLength : NonZeroLength();
        if (length > limit)
        {
            throw new UnusableFileException($"'{Path}' has {length} bytes; at most {limit} are read.");
        }

        byte[] content = GC.AllocateUninitializedArray<byte>((int)length);
        int filled = Math.Min(_startLength, content.Length);
        _start.AsSpan(0, filled).CopyTo(content);
        while (filled < content.Length)
        {
            int count = RandomAccess.Read(Handle, content.AsSpan(filled), filled);
            filled += count > 0 ? count : throw new EndOfStreamException($"'{Path}' became shorter while it was read.");
        }

        return content;
    }

    /// <summary>A stream over the file from its beginning. It is usable until the file is disposed.</summary>
    /// <exception cref="UnusableFileException">It is empty, or not a regular file.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The handle is not owned.")]
    public FileStream ToStream()
    {
        _ = NonZeroLength();
        var handle = new SafeFileHandle(Handle.DangerousGetHandle(), ownsHandle: false);
        return new FileStream(handle, FileAccess.Read, bufferSize: 0) { Position = 0 };
    }

    public void Dispose()
    {
        Handle.Dispose();
        if (Interlocked.Exchange(ref _startLength, -1) >= 0)
        {
            ArrayPool<byte>.Shared.Return(_start);
        }
    }

    private long NonZeroLength() =>
        Length is > 0 and long length
            ? length
            : throw new UnusableFileException($"'{Path}' is empty, or is not a regular file.");
}
