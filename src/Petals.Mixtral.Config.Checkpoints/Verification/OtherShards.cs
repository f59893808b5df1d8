namespace Petals.Mixtral.Config.Checkpoints.Verification;

/// <summary>Finds weights that an index does not contain.</summary>
internal static class OtherShards
{
    private const int MaxFiles = 100_000;

    /// <summary>Describes a complete set of shards, or files with other names. Returns null without such files, or if
    /// the shards of the index may follow.</summary>
    public static string? Find(CheckpointIndex index)
    {
        // Only the folder of the index is searched.
        if (index.ShardFiles.Count == 0 || index.ShardFiles.Any(shard => shard.Contains('/', StringComparison.Ordinal)))
        {
            return null;
        }

        string extension = Path.GetExtension(index.ShardFiles[0]);
        string[] all =
        [
            .. (index.Remote?.FolderFiles ?? FilesIn(Path.GetDirectoryName(index.Path)!)).Order(StringComparer.Ordinal),
        ];
        string[] names = [.. all.Where(name => name.EndsWith(extension, StringComparison.Ordinal))];
        if (names.Intersect(index.ShardFiles, StringComparer.Ordinal).Any())
        {
            return null;
        }

        string[]? set = names.GroupBy(WithoutNumber).Select(group => group.ToArray()).FirstOrDefault(IsComplete);
        if (set is not null)
        {
            return $"another complete set, {set[0]}{(set.Length > 1 ? $" to {set[^1]}" : "")}: the index is stale; "
                + "replace it by that of this set";
        }

        return Array.Find(names, name => name is "model.safetensors" or "pytorch_model.bin") is { } single
                ? $"another complete set, {single}: the index is stale; delete it"
            : all.Any(WeightFile.IsPartOfDownload) ? null
            : WeightFile.List(all);
    }

    private static IEnumerable<string> FilesIn(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory).Take(MaxFiles).Select(file => Path.GetFileName(file))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary><c>model-*-of-00003.safetensors</c> for each of its three shards.</summary>
    private static string WithoutNumber(string name)
    {
        int of = name.IndexOf("-of-", StringComparison.Ordinal);
        int number = of > 0 ? name.LastIndexOf('-', of - 1) : -1;
        return number < 0 ? name : $"{name[..number]}-*{name[of..]}";
    }

    private static bool IsComplete(string[] names)
    {
        int of = names[0].IndexOf("-of-", StringComparison.Ordinal);
        return of > 0
            && int.TryParse(names[0][(of + 4)..].Split('.')[0], CultureInfo.InvariantCulture, out int count)
            && names.Length == count;
    }
}
