using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>
/// A folder that is open, as the place where paths begin: the system itself refuses those that lead out of it, be it by
/// a link or by what somebody changes meanwhile.
/// </summary>
[SkipLocalsInit]
internal readonly struct LinuxFolder : IDisposable
{
    private const int None = -1;
    private readonly int _descriptor;

    private LinuxFolder(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens a folder. One that cannot be opened holds nothing that can be read.</summary>
    public static LinuxFolder Open(string path)
    {
        Span<byte> name = stackalloc byte[CString.MaxLength];
        return new LinuxFolder(
            LinuxCalls.IsSupported && CString.TryEncode(path, name) ? LinuxCalls.Open(name, LinuxCalls.ToBeginAt) : None
        );
    }

    /// <summary>Reads a file whole. Links are followed, but not out of the folder.</summary>
    /// <param name="path">The path from the folder.</param>
    /// <param name="limit">The size in bytes above which it is not read.</param>
    /// <param name="content">What it holds.</param>
    /// <returns><see langword="false"/> where the path must be followed part by part, which says what is
    /// there.</returns>
    public bool TryRead(ReadOnlySpan<char> path, int limit, [NotNullWhen(true)] out byte[]? content)
    {
        content = LinuxFile.ReadAndClose(OpenFile(path), limit);
        return content is not null;
    }

    /// <summary>Reads the beginning of a file in one step, without a look at what it is: for a few bytes that are not
    /// taken on trust.</summary>
    /// <param name="path">The path from the folder.</param>
    /// <param name="buffer">What is filled.</param>
    /// <returns>The number of bytes; 0 or less where there are none.</returns>
    public int ReadStart(ReadOnlySpan<char> path, Span<byte> buffer)
    {
        int file = OpenFile(path);
        if (file < 0)
        {
            return 0;
        }

        nint count = LinuxCalls.Read(file, buffer, buffer.Length, 0);
        _ = LinuxCalls.Close(file);
        return (int)count;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LinuxCalls.Close(_descriptor);
        }
    }

    private int OpenFile(ReadOnlySpan<char> path)
    {
        Span<byte> name = stackalloc byte[CString.MaxLength];
        return _descriptor >= 0 && CString.TryEncode(path, name)
            ? LinuxOpenBeneath.Open(_descriptor, name, LinuxCalls.ToRead)
            : None;
    }
}
