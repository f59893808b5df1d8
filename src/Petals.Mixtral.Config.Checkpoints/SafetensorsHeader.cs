using System.Buffers.Binary;
using System.Collections.ObjectModel;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// The header of a safetensors file: its tensors and their offsets. Only the header is read, so the cost does not
/// depend on the size of the weights.
/// </summary>
/// <remarks>
/// The file contains the length of the header (8 bytes, little-endian), the header (JSON), and the values of the
/// tensors without gaps.
/// </remarks>
public sealed class SafetensorsHeader
{
    /// <summary>The maximum length of a header in bytes: 100,000,000, as in the library of the format.</summary>
    public const int MaxLength = 100_000_000;

    private const int LengthSize = sizeof(long);

    /// <summary>The text of a link or a pointer is shorter.</summary>
    private const int MaxPointerLength = 4096;

    private SafetensorsHeader(
        string path,
        int length,
        long fileSize,
        Dictionary<string, SafetensorsTensor> tensors,
        Dictionary<string, string> metadata
    )
    {
        Path = path;
        Length = length;
        FileSize = fileSize;
        Tensors = new ReadOnlyDictionary<string, SafetensorsTensor>(tensors);
        Metadata = new ReadOnlyDictionary<string, string>(metadata);
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The length of the JSON text in bytes.</summary>
    public int Length { get; }

    /// <summary>The offset of the values in bytes from the beginning of the file.</summary>
    public long DataOffset => LengthSize + Length;

    /// <summary>The size of all values in bytes.</summary>
    public long DataLength => FileSize - DataOffset;

    /// <summary>The size of the file in bytes.</summary>
    public long FileSize { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors { get; }

    /// <summary>The texts that the writer of the file added, such as <c>format</c>: <c>pt</c>. Empty if there are
    /// none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the header of a file and checks that the tensors fill the file exactly.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The header.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/>, blank, or not a valid
    /// path.</exception>
    /// <exception cref="CheckpointFormatException">The file is not a safetensors file, is damaged, or cannot be
    /// read.</exception>
    public static SafetensorsHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using OpenedFile file = OpenedFile.Open(path);
            return Read(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(path, exception);
        }
    }

    internal static SafetensorsHeader Read(OpenedFile file)
    {
        int budget = MaxLength;
        return Read(file, ref budget);
    }

    /// <param name="file">The file.</param>
    /// <param name="budget">The bytes that further headers of the checkpoint may have.</param>
    internal static SafetensorsHeader Read(OpenedFile file, ref int budget)
    {
        try
        {
            using FileStream stream = file.ToStream();
            return Read(file.Path, stream, stream.Length, ref budget);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(file.Path, exception);
        }
    }

    /// <param name="path">The path of the file, for messages.</param>
    /// <param name="content">The file, or its start.</param>
    /// <param name="fileSize">The size of the file.</param>
    /// <param name="budget">The bytes that further headers of the checkpoint may have.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static SafetensorsHeader Read(string path, Stream content, long fileSize, ref int budget)
    {
        int length = ReadLength(path, content, fileSize);
        if (length > budget)
        {
            throw Fault(
                path,
                $"at most {CheckpointLimits.MaxHeadersOfCheckpoint} bytes in all headers of the checkpoint",
                "more"
            );
        }

        budget -= length;
        byte[] json = new byte[length];
        content.ReadExactly(json);
        long dataOffset = LengthSize + length;
        var parser = new SafetensorsParser(path, dataOffset, fileSize - dataOffset);
        (Dictionary<string, SafetensorsTensor> tensors, Dictionary<string, string> metadata) = parser.Parse(json);
        return new SafetensorsHeader(path, length, fileSize, tensors, metadata);
    }

    private static int ReadLength(string path, Stream content, long fileSize)
    {
        if (fileSize < LengthSize)
        {
            throw Fault(path, $"{LengthSize} bytes", $"a file of {fileSize} bytes");
        }

        Span<byte> bytes = stackalloc byte[LengthSize];
        content.ReadExactly(bytes);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > MaxLength)
        {
            byte[] start = new byte[Math.Min(fileSize, MaxPointerLength)];
            bytes.CopyTo(start);
            _ = content.ReadAtLeast(start.AsSpan(LengthSize), start.Length - LengthSize, throwOnEndOfStream: false);
            string found = PointerText.Describe(start) ?? $"{length}; it may not be a safetensors file";
            throw Fault(path, $"at most {MaxLength} bytes", found);
        }

        return LengthSize + (long)length <= fileSize
            ? (int)length
            : throw Fault(
                path,
                "a header inside the file",
                $"a header of {length} bytes in a file of {fileSize} bytes, which is cut short"
            );
    }

    private static CheckpointFormatException Fault(string path, string expected, string found) =>
        new(path, "length of the header", expected, found);
}
