namespace Petals.Mixtral.Config.Tests.Support;

internal static class OpenFiles
{
    public static IEnumerable<string> Below(string directory)
    {
        NeedsAttribute.Require(Proc);
        return Directory
            .EnumerateFileSystemEntries("/proc/self/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
            .Where(open => open.StartsWith(directory, StringComparison.Ordinal));
    }
}
