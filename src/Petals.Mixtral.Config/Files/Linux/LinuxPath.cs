using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Petals.Mixtral.Config.Files.Linux;

/// <summary>
/// Asks Linux itself what stands at a path, which .NET does with more questions than are needed. It answers only where
/// all goes well; where something is unusual, .NET is asked, and says what it is.
/// </summary>
[SkipLocalsInit]
internal static partial class LinuxPath
{
    private const int NoSuchEntry = 2;
    private const int NotADirectory = 20;
    private const int NoLink = 22;

    /// <summary>Looks at what stands at a path. <see langword="false"/> where .NET must be asked.</summary>
    public static bool TryLook(ReadOnlySpan<char> path, bool followLinks, out DiskEntry entry)
    {
        entry = default;
        Span<byte> name = stackalloc byte[CString.MaxLength];
        return LinuxCalls.IsSupported
            && CString.TryEncode(path, name)
            && LinuxStatus.Get(name, followLinks, out entry) is 0 or NoSuchEntry or NotADirectory;
    }

    /// <summary>Reads what a link leads to; <see langword="null"/> for what is no link. <see langword="false"/> where
    /// .NET must be asked.</summary>
    public static bool TryReadLink(ReadOnlySpan<char> path, out string? target)
    {
        target = null;
        Span<byte> name = stackalloc byte[CString.MaxLength];
        if (!LinuxCalls.IsSupported || !CString.TryEncode(path, name))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[CString.MaxLength];
        nint length = ReadLink(name, text, text.Length);
        if (length < 0)
        {
            return Marshal.GetLastPInvokeError() is NoLink or NoSuchEntry or NotADirectory;
        }

        // A text that fills the buffer may have been cut.
        target = length < text.Length ? Encoding.UTF8.GetString(text[..(int)length]) : null;
        return target is not null;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static partial nint ReadLink(ReadOnlySpan<byte> path, Span<byte> target, nint length);
}
