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
            return "It holds a model in Mistral's own format (params.json). Use the files of transformers instead.";
        }

        if (Array.Find(names, name => name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)) is { } gguf)
        {
            return $"It holds GGUF files, such as {Printable.Short(gguf)}. Use the model from which they were converted.";
        }

        string? inner = FolderNames
            .Of(Directory.EnumerateDirectories, directory)
            .Select(folder => Path.Join(directory, folder))
            .FirstOrDefault(folder => File.Exists(Path.Join(folder, "config.json")));
        return inner is null ? null : $"Use {ShellWord.Of(inner)} instead, which holds one.";
    }

    /// <summary>The remedy that names the model to which a directory of a cache or of an adapter belongs.</summary>
    public static string? FindModel(string directory) =>
        PartOfCache(directory)
        ?? WholeCache(directory)
        ?? WholeCache(Path.Join(directory, "hub"))
        ?? Adapter(Path.Join(directory, "adapter_config.json"));

    /// <summary>Recognizes the folder of a repo, and every folder in it.</summary>
    private static string? PartOfCache(string directory)
    {
        string revision = "";
        string path = Path.TrimEndingDirectorySeparator(directory);
        for (; Path.GetDirectoryName(path) is { } above; path = above)
        {
            string name = Path.GetFileName(path);
            if (CacheLayout.RepoIdOf(name) is { } id)
            {
                return $"It belongs to the repo {id} in a Hugging Face cache. Use {id} with the option CacheDirectory "
                    + $"{ShellWord.Of(above)}{revision}.";
            }

            revision = CommitHash.IsValid(name) ? $" and the option Revision {name}" : revision;
        }

        return null;
    }

    private static string? WholeCache(string directory)
    {
        string[] folders = FolderNames.Of(Directory.EnumerateDirectories, directory);
        string ids = ShortList.Join(folders.Select(CacheLayout.RepoIdOf).OfType<string>(), MaxShown);
        return ids.Length == 0
            ? null
            : "It is a Hugging Face cache. Use a repo id with the option CacheDirectory "
                + $"{ShellWord.Of(directory)}: {ids}.";
    }

    private static string? Adapter(string path)
    {
        string of = "";
        try
        {
            using OpenedFile? file = OpenedFile.TryOpen(path);
            if (file is null)
            {
                return null;
            }

            if (
                JsonSlice
                    .FromText(file.ReadAll(MaxAdapterSize))
                    .ReadMembers()
                    .TryGetValue("base_model_name_or_path", out JsonSlice value)
                && JsonScalar.TryReadString(value, out string model)
            )
            {
                of = $" of {Printable.Short(model)}";
            }
        }
        catch (Exception exception) when (exception.IsFileError() || exception is JsonException)
        {
            // The remedy does not name the base model.
        }

        return $"It holds an adapter (LoRA){of}. Use its base model, and set active_adapter to the adapter.";
    }
}
