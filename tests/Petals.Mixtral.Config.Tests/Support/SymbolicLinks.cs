namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>Symbolic links. A test is skipped on a system that cannot create them.</summary>
internal static class SymbolicLinks
{
    public static void ToFile(string path, string target)
    {
        NeedsAttribute.Require(Links);
        File.CreateSymbolicLink(path, Native(target));
    }

    public static void ToDirectory(string path, string target)
    {
        NeedsAttribute.Require(Links);
        Directory.CreateSymbolicLink(path, Native(target));
    }

    /// <summary>The target of a link, its parts separated by <c>/</c>; null if it is not a link.</summary>
    public static string? TargetOf(string path) =>
        new FileInfo(path).LinkTarget?.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Windows follows only links whose target is separated by its own character.</summary>
    private static string Native(string target) => target.Replace('/', Path.DirectorySeparatorChar);
}
