using Petals.Mixtral.Config.Files;

namespace Petals.Mixtral.Config.Hub.Cache;

/// <summary>
/// Follows the links inside the folder of a repo, part by part as the operating system does it, and never out of it.
/// Where the folder itself is, and through what links it is reached, is its owner's business.
/// </summary>
internal static class RepoLinks
{
    /// <summary>The path, inside the folder, of what a path leads to, with no link in it below the folder. Nothing need
    /// be there.</summary>
    /// <param name="folder">The folder of the repo.</param>
    /// <param name="path">A path below it.</param>
    /// <exception cref="HubException">It leads out of the folder.</exception>
    /// <exception cref="IOException">The links go round in a circle, or there are too many.</exception>
    public static FoundFile Resolve(string folder, string path)
    {
        var resolved = new PathBuffer(stackalloc char[LinkedPath.UsualLength]);
        resolved.Add(folder);
        var entry = new DiskEntry(DiskEntryKind.Directory, 0);
        ReadOnlySpan<char> pending = path.AsSpan(folder.Length);
        int links = 0;
        while (LinkedPath.TryTakePart(ref pending, out ReadOnlySpan<char> part))
        {
            if (part is "..")
            {
                if (resolved.Length == folder.Length)
                {
                    throw LeadsOut(path, folder);
                }

                resolved.RemoveLast();
                entry = new DiskEntry(DiskEntryKind.Directory, 0);
                continue;
            }

            resolved.Add(part);
            entry = DiskEntry.At(resolved.Path);
            if (entry.Kind is not DiskEntryKind.Link || DiskEntry.LinkTarget(resolved.Path) is not { } target)
            {
                continue;
            }

            if (++links > LinkedPath.MaxLinks)
            {
                throw LinkedPath.TooManyLinks(path);
            }

            resolved.RemoveLast();
            if (Path.IsPathRooted(target))
            {
                resolved.CutTo(folder.Length);
                target = BelowFolder(target, folder) ?? throw LeadsOut(path, target);
            }

            pending = Path.Join(target, pending);
        }

        return new FoundFile(resolved.ToString(), entry);
    }

    /// <summary>What follows the folder in an absolute target; <see langword="null"/> where the target is not below
    /// it.</summary>
    private static string? BelowFolder(string target, string folder)
    {
        string full = Path.GetFullPath(target);
        string? root = Array.Find(
            [folder, LinkedPath.ResolveAll(folder)],
            root => full.StartsWith($"{root}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        );
        return root is null ? null : full[root.Length..];
    }

    private static HubException LeadsOut(string path, string where) =>
        new(
            $"'{path}' leads out of the folder of its repo, by way of '{where}', so it is not opened. Delete it "
                + "and download the model again."
        );
}
