namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// The rules for one part of a path. The rules of Windows and of Unix apply on every system, so a valid path means the
/// same everywhere and stays inside its folder.
/// </summary>
internal static partial class PathSegment
{
    /// <summary>The rule of <see cref="AreValid"/>, for messages. <c>%</c> starts an escape in a URL.</summary>
    public const string Rule =
        "each part between '/' must be a valid name on Windows and Unix: at most 255 bytes, no '.' or space at the end, "
        + "none of \\ : * ? \" < > | %, nothing invisible, no device such as NUL; at most 1024 characters in all";

    private const int MaxLength = 255;
    private const int MaxPathLength = 1024;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|%");

    /// <summary>Separates the parts of a path as this system does.</summary>
    public static string ToNative(string path) => path.Replace('/', Path.DirectorySeparatorChar);

    /// <summary>Whether all parts of a path are valid. They are separated by <c>/</c>.</summary>
    public static bool AreValid(ReadOnlySpan<char> path)
    {
        foreach (Range part in path.Split('/'))
        {
            if (!IsValid(path[part]))
            {
                return false;
            }
        }

        return path.Length <= MaxPathLength;
    }

    private static bool IsValid(ReadOnlySpan<char> segment) =>
        segment is not ("" or [.., '.' or ' '])
        && !segment.ContainsAny(Forbidden)
        && Printable.Is(segment)
        && Encoding.UTF8.GetByteCount(segment) <= MaxLength
        && !Device.IsMatch(segment);

    /// <summary>Windows ignores an extension, and spaces before it.</summary>
    [GeneratedRegex(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[1-9¹²³]) *(\.|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Device { get; }
}
