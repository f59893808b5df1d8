namespace Petals.Mixtral.Config.Hub;

/// <summary>
/// Follows the links inside the folder of a repo, part by part as the operating system does it, and never out of it. Where the folder
/// itself is, and through what links it is reached, is its owner's business.
/// </summary>
internal static class RepoLinks
{
    /// <summary>The path, inside the folder, of what a path leads to, with no link in it below the folder. Nothing need be there.</summary>
    /// <param name="folder">The folder of the repo.</param>
    /// <param name="path">A path below it.</param>
    /// <exception cref="HubException">It leads out of the folder.</exception>
    /// <exception cref="IOException">The links go round in a circle, or there are too many.</exception>
    public static string Resolve(string folder, string path)
    {
        var resolved = new List<string>();
        var pending = new Stack<string>();
        LinkedPath.Push(pending, path[folder.Length..]);
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part is "..")
            {
                if (resolved.Count == 0)
                {
                    throw LeadsOut(path, folder);
                }

                resolved.RemoveAt(resolved.Count - 1);
                continue;
            }

            resolved.Add(part);
            if (new FileInfo(Path.Join([folder, .. resolved])).LinkTarget is not { } target)
            {
                continue;
            }

            if (++links > LinkedPath.MaxLinks)
            {
                throw new IOException($"'{path}' leads through more than {LinkedPath.MaxLinks} links, or round in a circle.");
            }

            resolved.RemoveAt(resolved.Count - 1);
            if (Path.IsPathRooted(target))
            {
                resolved.Clear();
                target = BelowFolder(target, folder) ?? throw LeadsOut(path, target);
            }

            LinkedPath.Push(pending, target);
        }

        return Path.Join([folder, .. resolved]);
    }

    /// <summary>What follows the folder in an absolute target; <see langword="null"/> where the target is not below it.</summary>
    private static string? BelowFolder(string target, string folder)
    {
        string full = Path.GetFullPath(target);
        string? root = Array.Find([folder, LinkedPath.ResolveAll(folder)], root => full.StartsWith($"{root}{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return root is null ? null : full[root.Length..];
    }

    private static HubException LeadsOut(string path, string where) => new(
        $"'{path}' leads out of the folder of its repo, by way of '{where}', so it is not opened. Delete it and download the model again.");
}
