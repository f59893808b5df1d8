using System.Buffers.Binary;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Checkpoints.Remote;

/// <summary>A file that only the Hub has: its size, and the start of a safetensors file up to the end of its
/// header.</summary>
internal sealed class RemoteShard(string repoId, string file, HubFileEntry entry)
{
    private const int Sha256Digits = 64;

    private byte[] _start = [];
    private long _size = Math.Max(entry.Size, 0);

    /// <summary>Equal for files with the same content, which the cache stores once.</summary>
    public string Identity => entry.Hash.Length == Sha256Digits ? entry.Hash : Path;

    private string Path => $"{repoId}/{entry.Path}";

    /// <summary>The length of the start up to the end of the header. The length so far if the header exceeds the
    /// file or the budget.</summary>
    public int FindStartLength(ref int budget)
    {
        if (_start.Length < sizeof(long))
        {
            return _start.Length;
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(_start);
        if (length > (ulong)budget || (long)length + sizeof(long) > _size)
        {
            return _start.Length;
        }

        budget -= (int)length;
        return Math.Max((int)length + sizeof(long), _start.Length);
    }

    /// <summary>Reads more of the start, up to a length.</summary>
    public async ValueTask ReadAsync(CallMode mode, HubRepo repo, int length)
    {
        int known = _start.Length;
        Array.Resize(ref _start, (int)Math.Min(length, _size));
        int end = known + await repo.ReadAsync(mode, file, known, _start.AsMemory(known)).ConfigureAwait(false);
        if (end < _start.Length)
        {
            // The list of files states a size that the file does not have.
            _size = end;
            Array.Resize(ref _start, end);
        }
    }

    /// <exception cref="CheckpointFormatException">The header is damaged, or does not fit the size of the
    /// file.</exception>
    public SafetensorsHeader ReadHeader(ref int budget)
    {
        using var start = new MemoryStream(_start, writable: false);
        return SafetensorsHeader.Read(Path, start, _size, ref budget);
    }
}
