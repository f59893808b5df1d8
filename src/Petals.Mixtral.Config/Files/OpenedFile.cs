using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Petals.Mixtral.Config.Files;

/// <summary>
/// A file that is open to be read. Everything is checked on the open descriptor, so that what was checked is what is
/// read, whatever happens to the path meanwhile.
/// </summary>
internal sealed class OpenedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private OpenedFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
    }

    public string Path { get; }

    /// <summary>Where the file really is: the path without any link.</summary>
    /// <exception cref="IOException">The system does not report it.</exception>
    public string RealPath => field ??= FileSystemCalls.RealPathOf(_handle);

    /// <summary>The size in bytes. Pipes and devices have 0.</summary>
    public long Length
    {
        get
        {
            try
            {
                return RandomAccess.GetLength(_handle);
            }
            catch (NotSupportedException)
            {
                return 0; // A pipe cannot seek.
            }
        }
    }

    /// <summary>Opens a file. Links are followed, and a pipe does not block.</summary>
    /// <returns>Null if there is no file: nothing, or a directory.</returns>
    /// <exception cref="IOException">There is something that cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The file that is returned owns the handle.")]
    public static OpenedFile? TryOpen(string path)
    {
        SafeFileHandle? handle = FileSystemCalls.TryOpen(path);
        if (handle is null)
        {
            return null;
        }

        bool isFile = false;
        try
        {
            isFile = !File.GetAttributes(handle).HasFlag(FileAttributes.Directory);
            return isFile ? new OpenedFile(path, handle) : null;
        }
        finally
        {
            if (!isFile)
            {
                handle.Dispose();
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
    /// <exception cref="IOException">It is empty, too large, not a regular file, or could not be read.</exception>
    public byte[] ReadAll(int limit)
    {
        long length = NonZeroLength();
        if (length > limit)
        {
            throw new IOException($"'{Path}' has {length} bytes; at most {limit} are read.");
        }

        byte[] content = GC.AllocateUninitializedArray<byte>((int)length);
        int filled = 0;
        while (filled < content.Length)
        {
            int count = RandomAccess.Read(_handle, content.AsSpan(filled), filled);
            filled += count > 0 ? count : throw new EndOfStreamException($"'{Path}' became shorter while it was read.");
        }

        return content;
    }

    /// <summary>A stream over the file, which closes it.</summary>
    /// <exception cref="IOException">It is empty, or not a regular file.</exception>
    public FileStream ToStream()
    {
        _ = NonZeroLength();
        return new FileStream(_handle, FileAccess.Read, bufferSize: 0);
    }

    public void Dispose() => _handle.Dispose();

    private long NonZeroLength() =>
        Length is > 0 and long length ? length : throw new IOException($"'{Path}' is empty, or is not a regular file.");
}
