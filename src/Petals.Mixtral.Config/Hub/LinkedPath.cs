namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Paths with every link in them resolved, folder by folder as the operating system does it: a relative target counts from the folder
/// that the link really lies in, which .NET's own resolution of the last part alone does not know.
/// </summary>
internal static class LinkedPath
{
    /// <summary>As many links as Linux follows.</summary>
    public const int MaxLinks = 40;

    /// <summary>The path with the links of its last part followed. Nothing need be there.</summary>
    /// <exception cref="IOException">The links go round in a circle, or there are too many.</exception>
    public static string Resolve(string path)
    {
        // The system itself follows the links before the last part; only what that part leads to must be worked out.
        return new FileInfo(path).LinkTarget is null ? path : ResolveAll(path);
    }

    /// <summary>The same where any part of the path may be a link.</summary>
    public static string ResolveAll(string path)
    {
        string full = Path.GetFullPath(path);
        string resolved = Path.GetPathRoot(full)!;
        var pending = new Stack<string>();
        Push(pending, full[resolved.Length..]);
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part is "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            string next = Path.Join(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"'{path}' leads through more than {MaxLinks} links, or round in a circle.");
            }

            string root = Path.GetPathRoot(target)!;
            resolved = root.Length > 0 ? root : resolved;
            Push(pending, target[root.Length..]);
        }

        return resolved;
    }

    /// <summary>Puts the parts of a path on a stack of those still to be walked.</summary>
    public static void Push(Stack<string> pending, string path)
    {
        foreach (string part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
            {
                pending.Push(part);
            }
        }
    }
}
