using System.Buffers;
using System.Text.RegularExpressions;

namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The rules for one part of a path. The rules of Windows and of Unix apply on every system, so a valid path means the
/// same everywhere and stays inside its folder.
/// </summary>
internal static partial class PathSegment
{
    /// <summary>The longest name in bytes that file systems accept.</summary>
    private const int MaxLength = 255;

    private const int MaxPathLength = 1024;

    /// <summary>The characters that Windows forbids, and <c>%</c>, which starts an escape in a URL.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|%");

    /// <summary>The characters of the names that the Hub gives.</summary>
    public static SearchValues<char> NameCharacters { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Separates the parts of a path as this system does.</summary>
    public static string ToNative(string path) => path.Replace('/', Path.DirectorySeparatorChar);

    /// <summary>Returns the rule that the path breaks, or null. Its parts are separated by <c>/</c>.</summary>
    public static string? FaultIn(string path) =>
        path.Length > MaxPathLength
            ? $"it has {path.Length} characters, of at most {MaxPathLength}"
            : FirstFault(path, Fault);

    /// <summary>Returns the first rule that a part of the path breaks, or null.</summary>
    public static string? FirstFault(ReadOnlySpan<char> path, Func<ReadOnlySpan<char>, string?> rule)
    {
        foreach (Range part in path.Split('/'))
        {
            if (rule(path[part]) is { } fault)
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
            _ when Device.IsMatch(segment) => "a part of it is a device name on Windows",
            _ => null,
        };

    /// <summary>Windows ignores an extension, and spaces before it.</summary>
    [GeneratedRegex(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[1-9¹²³]) *(\.|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Device { get; }
}
