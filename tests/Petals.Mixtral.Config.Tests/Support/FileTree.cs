namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>The files and links below a directory, as values: a file by its bytes, a link by its target. Without lock
/// files.</summary>
internal sealed record FileTree(IReadOnlyDictionary<string, FileTree.Entry> Entries)
{
    public static FileTree Read(string root) =>
        new(
            !Directory.Exists(root)
                ? new Dictionary<string, Entry>()
                : Directory
                    .EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
                    .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
                    .Where(path => new FileInfo(path).LinkTarget is not null || File.Exists(path))
                    .ToDictionary(path => Path.GetRelativePath(root, path), Entry.Read)
        );

    public void WriteTo(string root)
    {
        Directory.CreateDirectory(root);
        foreach ((string path, Entry entry) in Entries)
        {
            string full = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (entry.LinkTarget is null)
            {
                File.WriteAllBytes(full, entry.Content);
            }
            else
            {
                SymbolicLinks.ToFile(full, entry.LinkTarget);
            }
        }
    }

    public override string ToString() =>
        string.Join("; ", Entries.Select(entry => $"{entry.Key} = {entry.Value}").Order(StringComparer.Ordinal));

    internal sealed record Entry(byte[] Content, string? LinkTarget)
    {
        public static Entry Read(string path) =>
            new FileInfo(path).LinkTarget is { } target
                ? new Entry([], target)
                : new Entry(File.ReadAllBytes(path), null);

        public override string ToString() =>
            LinkTarget is not null ? $"-> {LinkTarget}"
            : Content.Length > 0 && Content.All(value => value == 0) ? $"{Content.Length} zeros"
            : $"{Content.Length} bytes";
    }
}
