using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Petals.Mixtral.Config.Checkpoints.Remote;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Files;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Hub.Cache;
using Petals.Mixtral.Config.Loading;

namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>Finds the checkpoint of a model on this machine. It never downloads.</summary>
internal static class CheckpointLocator
{
    /// <exception cref="ConfigNotFoundException">There is no checkpoint.</exception>
    /// <exception cref="HubException">The cache is damaged, or an option is invalid.</exception>
    public static (CheckpointFolder Folder, CheckpointFormat Format, OpenedFile File) Locate(
        string modelNameOrPath,
        PretrainedLoadOptions options
    )
    {
        if (LocalPath.TryFindFolder(modelNameOrPath, options) is var (directory, subfolder))
        {
            var local = CheckpointFolder.Local(directory, subfolder);
            return Open(local) ?? throw NotInFolder(modelNameOrPath, null, local, null);
        }

        if (LocalPath.LooksLikeOne(modelNameOrPath))
        {
            throw LocalPath.NothingThere(modelNameOrPath, options.Environment);
        }

        RepoFile model = HubModel.Parse(modelNameOrPath, options, Log.Create(options.LoggerFactory));
        RepoFile index = model with
        {
            Path = RepoFilePath.Parse(CheckpointFiles.NameOf(CheckpointFormat.SafetensorsIndex), options.Subfolder),
        };
        string remedy = CacheMiss.Remedy(index, ", or give the path of a local directory.", isWhole: true);
        if (
            model.Cache.ReadCommit(model.Revision) is not { } commit
            || !Directory.Exists(model.Cache.SnapshotPath(commit))
        )
        {
            throw new ConfigNotFoundException(
                $"The checkpoint of '{model.Cache.Repo}' (revision {model.Revision}) is not in the Hugging Face cache.",
                modelNameOrPath,
                model.Revision.Value,
                CacheMiss.Explain(index),
                remedy
            );
        }

        var cached = CheckpointFolder.Cached(model.Cache, commit, options.Subfolder);
        return Open(cached) ?? throw NotInFolder(modelNameOrPath, model.Revision.Value, cached, remedy);
    }

    /// <summary>The snapshot of a repo at one commit. It may not exist.</summary>
    public static CheckpointFolder FindSnapshot(HubRepo repo)
    {
        RepoFile file = HubModel.Parse(repo.RepoId, repo.Options, NullLogger.Instance);
        return CheckpointFolder.Cached(file.Cache, repo.Options.Revision, repo.Options.Subfolder);
    }

    /// <summary>Opens the first file that exists, in the order in which Petals searches.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of the file.")]
    private static (CheckpointFolder, CheckpointFormat, OpenedFile)? Open(CheckpointFolder folder)
    {
        foreach (CheckpointFormat format in CheckpointFiles.Formats)
        {
            if (folder.TryOpen(CheckpointFiles.NameOf(format)) is { } file)
            {
                return (folder, format, file);
            }
        }

        return null;
    }

    private static ConfigNotFoundException NotInFolder(
        string model,
        string? revision,
        CheckpointFolder folder,
        string? remedy
    )
    {
        string directory = Path.GetDirectoryName(folder.PathOf(CheckpointFiles.NameOf(CheckpointFormat.Safetensors)))!;
        string? weights = WeightFile.List(FolderNames.Of(Directory.EnumerateFiles, directory));
        string?[] content =
        [
            weights is null ? null : $"It holds {weights}.",
            remedy ?? FolderContent.FindModel(directory),
        ];
        string advice = string.Join(' ', content.OfType<string>());
        return new ConfigNotFoundException(
            $"There is no checkpoint in '{folder.Path}'.",
            model,
            revision,
            [
                .. CheckpointFiles
                    .Formats.Select(format => folder.PathOf(CheckpointFiles.NameOf(format)))
                    .Select(path => new SearchedPlace(path, PathDescription.Of(path, "no such file"))),
            ],
            advice.Length > 0 ? advice : "Give the directory that holds the weights."
        );
    }
}
