using System.Buffers;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The rules for one part of a path. The rules of Windows and of Unix apply on every system, so a valid path means the
/// same everywhere and stays inside its folder.
/// </summary>
internal static class PathSegment
{
    /// <summary>The longest name in bytes that file systems accept.</summary>
    private const int MaxLength = 255;

    private const int MaxPathLength = 1024;

    /// <summary>The characters that Windows forbids, and <c>%</c>, which starts an escape in a URL.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|%");

    /// <summary>Separates the parts of a path as this system does.</summary>
    public static string ToNative(string path) => path.Replace('/', Path.DirectorySeparatorChar);

    /// <summary>Returns the rule that the path breaks, or null. Its parts are separated by <c>/</c>.</summary>
    public static string? FaultIn(string path)
    {
        if (path.Length > MaxPathLength)
        {
            return $"it has {path.Length} characters, of at most {MaxPathLength}";
        }

        foreach (Range range in path.AsSpan().Split('/'))
        {
            if (Fault(path.AsSpan()[range]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Fault(ReadOnlySpan<char> segment) =>
        segment switch
        {
            "" => "a part of it is empty",
            "." or ".." => "it holds '.' or '..' as a part",
            _ when Encoding.UTF8.GetByteCount(segment) > MaxLength => $"a part of it has more than {MaxLength} bytes",
            [.., '.' or ' '] => "a part of it ends with '.' or a space",
            _ when segment.ContainsAny(Forbidden) => "it holds one of \\ : * ? \" < > | %",
            _ when !Printable.Is(segment) => "it holds a character that cannot be seen",
            _ when IsDevice(segment) => "a part of it is a device name on Windows",
            _ => null,
        };

    /// <summary>Windows ignores an extension, and spaces before it.</summary>
    private static bool IsDevice(ReadOnlySpan<char> segment)
    {
        int dot = segment.IndexOf('.');
        ReadOnlySpan<char> name = (dot < 0 ? segment : segment[..dot]).TrimEnd(' ');
        Span<char> capitals = stackalloc char["CONOUT$".Length];
        int length = name.ToUpperInvariant(capitals);
        return length > 0
            && capitals[..length]
                is "CON"
                    or "PRN"
                    or "AUX"
                    or "NUL"
                    or "CONIN$"
                    or "CONOUT$"
                    or ['C', 'O', 'M', (>= '1' and <= '9') or '¹' or '²' or '³']
                    or ['L', 'P', 'T', (>= '1' and <= '9') or '¹' or '²' or '³'];
    }
}
