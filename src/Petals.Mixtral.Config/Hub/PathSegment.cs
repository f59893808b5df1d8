using System.Buffers;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// What one part of a path may be, so that it names the same thing, inside its folder, on every system: the rules of
/// Windows and of Unix hold together, wherever this runs.
/// </summary>
internal static class PathSegment
{
    /// <summary>The bytes that a file system takes for one name.</summary>
    private const int MaxLength = 255;

    private const int MaxPathLength = 1024;

    /// <summary>What Windows forbids, and <c>%</c>, which begins an escape once the path is part of a URL.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|%");

    private static readonly string[] DeviceNames =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "COM1",
        "COM2",
        "COM3",
        "COM4",
        "COM5",
        "COM6",
        "COM7",
        "COM8",
        "COM9",
        "LPT1",
        "LPT2",
        "LPT3",
        "LPT4",
        "LPT5",
        "LPT6",
        "LPT7",
        "LPT8",
        "LPT9",
    ];

    /// <summary>Why a part of <paramref name="path"/>, its parts separated by <c>/</c>, is not allowed;
    /// <see langword="null"/> where all are.</summary>
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

    private static bool IsDevice(ReadOnlySpan<char> segment)
    {
        int dot = segment.IndexOf('.');
        ReadOnlySpan<char> name = dot < 0 ? segment : segment[..dot];
        if (name.Length is not (3 or 4))
        {
            return false;
        }

        foreach (string device in DeviceNames)
        {
            if (name.Equals(device, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
