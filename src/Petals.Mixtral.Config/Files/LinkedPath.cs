namespace Petals.Mixtral.Config.Files;

/// <summary>
/// Paths with every link in them resolved, folder by folder as the operating system does it: a relative target counts
/// from the folder that the link really lies in, which .NET's own resolution of the last part alone does not know.
/// </summary>
internal static class LinkedPath
{
    /// <summary>As many links as Linux follows.</summary>
    public const int MaxLinks = 40;

    /// <summary>More characters than most paths have.</summary>
    public const int UsualLength = 512;

    /// <summary>The path with the links of its last part followed. Nothing need be there.</summary>
    /// <exception cref="IOException">The links go round in a circle, or there are too many.</exception>
    public static FoundFile Resolve(string path)
    {
        // The system itself follows the links before the last part; only what that part leads to must be worked out.
        var entry = DiskEntry.At(path);
        if (entry.Kind is not DiskEntryKind.Link)
        {
            return new FoundFile(path, entry);
        }

        string resolved = ResolveAll(path);
        return new FoundFile(resolved, DiskEntry.At(resolved));
    }

    /// <summary>The same where any part of the path may be a link.</summary>
    public static string ResolveAll(string path)
    {
        string full = Path.GetFullPath(path);
        string root = Path.GetPathRoot(full)!;
        var resolved = new PathBuffer(stackalloc char[UsualLength]);
        resolved.Add(root);
        ReadOnlySpan<char> pending = full.AsSpan(root.Length);
        int links = 0;
        while (TryTakePart(ref pending, out ReadOnlySpan<char> part))
        {
            int length = resolved.Length;
            if (part is "..")
            {
                resolved.CutTo(
                    Path.GetDirectoryName(resolved.Path) is { IsEmpty: false } parent ? parent.Length : length
                );
                continue;
            }

            resolved.Add(part);
            if (
                DiskEntry.At(resolved.Path).Kind is not DiskEntryKind.Link
                || DiskEntry.LinkTarget(resolved.Path) is not { } target
            )
            {
                continue;
            }

            if (++links > MaxLinks)
            {
                throw TooManyLinks(path);
            }

            resolved.CutTo(length);
            if (Path.GetPathRoot(target) is { Length: > 0 } targetRoot)
            {
                resolved.CutTo(0);
                resolved.Add(targetRoot);
                target = target[targetRoot.Length..];
            }

            pending = Path.Join(target, pending);
        }

        return resolved.ToString();
    }

    /// <summary>The error for links that go round in a circle.</summary>
    public static IOException TooManyLinks(string path) =>
        new($"'{path}' leads through more than {MaxLinks} links, or round in a circle.");

    /// <summary>Takes the first part of a path off it. A part that stays where it is, <c>.</c>, is none.</summary>
    public static bool TryTakePart(ref ReadOnlySpan<char> path, out ReadOnlySpan<char> part)
    {
        do
        {
            int start = 0;
            while (start < path.Length && IsSeparator(path[start]))
            {
                start++;
            }

            int end = start;
            while (end < path.Length && !IsSeparator(path[end]))
            {
                end++;
            }

            part = path[start..end];
            path = path[end..];
        } while (part is ".");

        return !part.IsEmpty;
    }

    private static bool IsSeparator(char character) =>
        character == Path.DirectorySeparatorChar || character == Path.AltDirectorySeparatorChar;
}
