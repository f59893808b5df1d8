using System.IO.MemoryMappedFiles;
using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Checkpoints.Tensors;

/// <summary>The bytes of an open file, at any offset and for any number of threads.</summary>
internal sealed class ShardContent : IDisposable
{
    private readonly OpenedFile _file;
    private readonly FileStream _stream;
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;

    /// <summary>Takes over <paramref name="file"/>, even if it throws.</summary>
    /// <exception cref="IOException">The file is empty, not a regular file, or cannot be mapped.</exception>
    public ShardContent(OpenedFile file, TensorAccess access)
    {
        _file = file;
        try
        {
            _stream = file.ToStream();
            if (access == TensorAccess.MemoryMapped)
            {
                _map = MemoryMappedFile.CreateFromFile(
                    _stream,
                    mapName: null,
                    capacity: 0,
                    MemoryMappedFileAccess.Read,
                    HandleInheritability.None,
                    leaveOpen: true
                );
                _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    public SafetensorsHeader ReadHeader()
    {
        int budget = SafetensorsHeader.MaxLength;
        return SafetensorsHeader.Read(_file.Path, _stream, _stream.Length, ref budget);
    }

    /// <exception cref="CheckpointFormatException">The file cannot be read, or became shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, destination);
            return;
        }

        try
        {
            while (destination.Length > 0)
            {
                int count = RandomAccess.Read(_stream.SafeFileHandle, destination, offset);
                offset += count > 0 ? count : throw new EndOfStreamException("It became shorter after it was opened.");
                destination = destination[count..];
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFormatException.Unreadable(_file.Path, exception);
        }
    }

    public void Dispose()
    {
        _view?.Dispose();
        _map?.Dispose();
        _stream?.Dispose();
        _file.Dispose();
    }
}
