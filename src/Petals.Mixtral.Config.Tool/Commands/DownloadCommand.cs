using System.CommandLine;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config download MODEL</c>: downloads files of a repo into the cache, and prints their
/// path.</summary>
internal static class DownloadCommand
{
    private const string ConfigFile = "config.json";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A repo id, such as mistralai/Mixtral-8x7B-v0.1." };
        var file = new Option<string>("--file")
        {
            Description = "The file of the repo.",
            DefaultValueFactory = _ => ConfigFile,
            HelpName = "name",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Request files even if they are in the cache, and replace damaged ones.",
        };
        var blocks = new Option<string?>("--blocks")
        {
            Description =
                "Download the weights of these blocks, from start up to, not including, end: 0:8, or 0: for all.",
            HelpName = "start:end",
        };
        var outside = new Option<bool>("--outside")
        {
            Description = "Download the weights outside the blocks, too, or alone without --blocks.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only print the files and sizes of the weights." };
        var json = new JsonOption();
        var options = new LocationOptions(error);
        var command = new Command(
            "download",
            "Brings config.json, another file, or the weights of blocks into the cache, and prints the path."
        )
        {
            model,
            file,
            force,
            blocks,
            outside,
            dryRun,
            json,
        };
        options.AddTo(command);
        command.SetAction(
            (arguments, cancellation) =>
            {
                PretrainedLoadOptions location = options.Read(arguments) with
                {
                    ForceDownload = arguments.GetValue(force),
                };
                string repoId = arguments.GetRequiredValue(model);
                bool isJson = arguments.GetValue(json);
                bool withOutside = arguments.GetValue(outside);
                bool isDryRun = arguments.GetValue(dryRun);
                if (string.IsNullOrWhiteSpace(repoId))
                {
                    throw new UsageException("The model is blank; give a repo id.");
                }

                bool hasFile = arguments.GetResult(file) is { Implicit: false };
                Range? wanted = BlockRange.Parse(arguments.GetValue(blocks)) ?? (withOutside ? 0..0 : null);
                if (wanted is { } range)
                {
                    return hasFile
                        ? throw new UsageException("--file cannot be combined with --blocks or --outside.")
                        : DownloadBlocksAsync(repoId, range, withOutside, isDryRun, isJson, location, cancellation);
                }

                return isDryRun
                    ? throw new UsageException("--dry-run needs --blocks or --outside.")
                    : DownloadFileAsync(repoId, arguments.GetRequiredValue(file), isJson, location, cancellation);
            }
        );
        return command;

        async Task<int> DownloadFileAsync(
            string repoId,
            string name,
            bool isJson,
            PretrainedLoadOptions location,
            CancellationToken cancellation
        )
        {
            using var client = new HubClient(
                new HubClientOptions
                {
                    CacheDirectory = location.CacheDirectory,
                    LocalFilesOnly = location.LocalFilesOnly,
                    Endpoint = location.Endpoint,
                    LoggerFactory = location.LoggerFactory,
                }
            );
            HubFile downloaded = await new ProgressBars(error)
                .RunAsync(start =>
                    client.DownloadAsync(
                        repoId,
                        name,
                        new HubDownloadOptions
                        {
                            Revision = location.Revision,
                            Subfolder = location.Subfolder,
                            ForceDownload = location.ForceDownload,
                            MustBeJsonObject = name == ConfigFile,
                            Progress = start(name),
                        },
                        cancellation
                    )
                )
                .ConfigureAwait(false);
            ThrowIfNotFoundOffline(downloaded.Path, repoId, downloaded.CommitHash, location);
            if (isJson)
            {
                JsonOutput.Write(output, downloaded);
            }
            else
            {
                await output.WriteLineAsync(downloaded.Path).ConfigureAwait(false);
            }

            return ExitCode.Done;
        }

        async Task<int> DownloadBlocksAsync(
            string repoId,
            Range range,
            bool withOutside,
            bool isDryRun,
            bool isJson,
            PretrainedLoadOptions location,
            CancellationToken cancellation
        )
        {
            CheckpointDownload plan = await PlanAsync(repoId, range, withOutside, location, cancellation)
                .ConfigureAwait(false);
            if (!isJson)
            {
                WritePlan(plan, output);
            }

            CheckpointIndex? index = isDryRun
                ? null
                : await new ProgressBars(error)
                    .RunAsync(start =>
                        plan.RunAsync(
                            start(CountOf(plan)),
                            fileProgress: file => start(file.Path),
                            cancellationToken: cancellation
                        )
                    )
                    .ConfigureAwait(false);
            if (index is not null)
            {
                ThrowIfNotFoundOffline(index.Path, repoId, plan.CommitHash, location);
            }

            if (isJson)
            {
                JsonOutput.Write(output, DownloadJson.Create(plan, index));
            }
            else if (index is not null)
            {
                await output.WriteLineAsync(index.Path).ConfigureAwait(false);
            }

            return ExitCode.Done;
        }
    }

    private static async Task<CheckpointDownload> PlanAsync(
        string repoId,
        Range blocks,
        bool outside,
        PretrainedLoadOptions location,
        CancellationToken cancellation
    )
    {
        try
        {
            return await CheckpointDownload
                .PlanAsync(repoId, blocks, outside, location, cancellation)
                .ConfigureAwait(false);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new UsageException(
                $"--blocks {blocks.Start}:{(blocks.End.IsFromEnd ? "" : $"{blocks.End}")}: the model has fewer blocks.",
                exception
            );
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"'{repoId}' is a path on this machine; give a repo id.", exception);
        }
    }

    private static string CountOf(CheckpointDownload plan) =>
        plan.Files.Count == 1 ? "1 file" : $"{plan.Files.Count} files";

    private static void WritePlan(CheckpointDownload plan, TextWriter output) =>
        new TableWriter(output).Write(
            $"commit {plan.CommitHash}",
            ["file", "size"],
            [
                .. plan.Files.Select(file => (string[])[file.Path, ByteSize.Format(file.Size)]),
                [CountOf(plan), ByteSize.Format(plan.TotalSize)],
            ]
        );

    /// <summary>The library works without a ref, but an image that is built with this command must find the file
    /// offline.</summary>
    private static void ThrowIfNotFoundOffline(
        string path,
        string repoId,
        string commit,
        PretrainedLoadOptions location
    )
    {
        HubCache cache = location.CacheDirectory is { } directory ? new HubCache(directory) : HubCache.Default;
        if (cache.TryGetCommit(repoId, location.Revision) != commit)
        {
            throw new HubException(
                $"'{path}' is in the cache, but offline it cannot be found: the ref '{location.Revision}' of "
                    + $"'{repoId}' could not be written below '{cache.Directory}'. Make its directory refs "
                    + $"writable and run the command again, or load the model with the revision {commit}."
            );
        }
    }
}
