namespace Petals.Mixtral.Config.Loading;

/// <summary>Describes what a directory contains instead of a config or a checkpoint. For error messages only.</summary>
internal static class FolderContent
{
    private const int MaxShown = 5;
    private const int MaxAdapterSize = 1 << 20;

    /// <summary>What to load instead of the directory. Returns null if its content is not recognized.</summary>
    /// <param name="directory">The full path. It may not exist.</param>
    public static string? FindRemedy(string directory)
    {
        if (FindModel(directory) is { } model)
        {
            return model;
        }

        string[] names = FolderNames.Of(Directory.EnumerateFiles, directory);
        if (names.Contains("params.json"))
        {
            return "It holds a model in Mistral's own format (params.json), which cannot be loaded. Use the files of "
                + "transformers, which begin with config.json.";
        }

        if (Array.Find(names, name => name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)) is { } gguf)
        {
            return $"It holds GGUF files, such as {Printable.Short(gguf)}, which have no config.json. Use the model from "
                + "which they were converted.";
        }

        string[] folders = FolderNames.Of(Directory.EnumerateDirectories, directory);
        return Array.Find(folders, folder => File.Exists(Path.Join(directory, folder, "config.json"))) is { } inner
            ? $"Use '{Path.Join(directory, inner)}' instead, which holds one."
            : null;
    }

    /// <summary>The remedy that names the model to which a directory of a cache or of an adapter belongs.</summary>
    public static string? FindModel(string directory) =>
        PartOfCache(directory)
        ?? WholeCache(directory)
        ?? WholeCache(Path.Join(directory, "hub"))
        ?? Adapter(Path.Join(directory, "adapter_config.json"));

    /// <summary>Recognizes the folder of a repo, its folder of snapshots, and a snapshot.</summary>
    private static string? PartOfCache(string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(directory);
        for (int level = 0; level < 3 && Path.GetDirectoryName(path) is { } above; level++)
        {
            if (CacheLayout.RepoIdOf(Path.GetFileName(path)) is { } id)
            {
                string? commit = FolderNames
                    .Of(Directory.EnumerateDirectories, CacheLayout.Snapshots(path))
                    .FirstOrDefault(_ => level < 2);
                string snapshot = commit is null
                    ? ""
                    : $", or the snapshot '{Path.Join(CacheLayout.Snapshots(path), commit)}'";
                return $"It belongs to the repo {id} in a Hugging Face cache. Use {id} with the option CacheDirectory "
                    + $"'{above}'{snapshot}.";
            }

            path = above;
        }

        return null;
    }

    private static string? WholeCache(string directory)
    {
        string[] folders = FolderNames.Of(Directory.EnumerateDirectories, directory);
        string ids = ShortList.Join(folders.Select(CacheLayout.RepoIdOf).OfType<string>(), MaxShown);
        return ids.Length == 0
            ? null
            : $"It is a Hugging Face cache. Use a repo id with the option CacheDirectory '{directory}': {ids}.";
    }

    private static string? Adapter(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string? model = null;
        try
        {
            using var file = OpenedFile.Open(path);
            var adapter = JsonElement.Parse(file.ReadAll(MaxAdapterSize));
            model = adapter.GetProperty("base_model_name_or_path").GetString();
        }
        catch (Exception exception)
            when (exception.IsFileError()
                || exception is JsonException or KeyNotFoundException or InvalidOperationException
            )
        {
            // The adapter is named without its model.
        }

        return model is null
            ? "It holds an adapter (LoRA). Use its base model, and set active_adapter to the adapter."
            : $"It holds an adapter (LoRA) of {Printable.Short(model)}. Use that model, and set active_adapter to the "
                + "adapter.";
    }
}
