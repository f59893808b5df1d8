using System.CommandLine;
using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary><c>mixtral-config download MODEL</c>: brings a file of a repo into the cache, and prints where it
/// is.</summary>
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
        var force = new Option<bool>("--force") { Description = "Ask the Hub even if the file is in the cache." };
        var blocks = new Option<string?>("--blocks")
        {
            Description = "Download the weights of these blocks, from start up to, not including, end: 0:8.",
            HelpName = "start:end",
        };
        var outside = new Option<bool>("--outside")
        {
            Description = "Download the weights outside the blocks, too, or alone without --blocks.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the files and sizes of the weights alone." };
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
            async (arguments, cancellation) =>
            {
                PretrainedLoadOptions location = options.Read(arguments);
                string name = arguments.GetRequiredValue(file);
                string repoId = arguments.GetRequiredValue(model);
                if (string.IsNullOrWhiteSpace(repoId))
                {
                    throw new UsageException("The model is blank; give a repo id.");
                }

                Range? range = ReadBlocks(arguments.GetValue(blocks), arguments.GetValue(outside));
                if (range is { } wanted)
                {
                    CheckpointDownload plan = await PlanAsync(
                            repoId,
                            wanted,
                            arguments.GetValue(outside),
                            location with
                            {
                                ForceDownload = arguments.GetValue(force),
                            },
                            cancellation
                        )
                        .ConfigureAwait(false);
                    await RunAsync(
                            plan,
                            arguments.GetValue(dryRun),
                            arguments.GetValue(json),
                            output,
                            error,
                            cancellation
                        )
                        .ConfigureAwait(false);
                    return ExitCode.Done;
                }

                if (arguments.GetValue(dryRun))
                {
                    throw new UsageException("--dry-run needs --blocks or --outside.");
                }

                using var client = new HubClient(
                    new HubClientOptions
                    {
                        CacheDirectory = location.CacheDirectory,
                        LocalFilesOnly = location.LocalFilesOnly,
                        Endpoint = location.Endpoint,
                        LoggerFactory = location.LoggerFactory,
                    }
                );
                HubFile downloaded = await new ProgressBar(error)
                    .RunAsync(
                        name,
                        progress =>
                            client.DownloadAsync(
                                repoId,
                                name,
                                new HubDownloadOptions
                                {
                                    Revision = location.Revision,
                                    Subfolder = location.Subfolder,
                                    ForceDownload = arguments.GetValue(force),
                                    MustBeJsonObject = name == ConfigFile,
                                    Progress = progress,
                                },
                                cancellation
                            )
                    )
                    .ConfigureAwait(false);
                ThrowIfNotFoundOffline(downloaded, location);
                if (arguments.GetValue(json))
                {
                    JsonOutput.Write(output, downloaded);
                }
                else
                {
                    await output.WriteLineAsync(downloaded.Path).ConfigureAwait(false);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <exception cref="UsageException">The text is not a range of blocks.</exception>
    private static Range? ReadBlocks(string? text, bool outside) =>
        text?.Split(':') switch
        {
            null => outside ? 0..0 : null,
            [var first, var last]
                when int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int start)
                    && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int end)
                    && start < end => start..end,
            _ => throw new UsageException($"--blocks {text}: expected start:end, such as 0:8."),
        };

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
            throw new UsageException($"--blocks {blocks.Start}:{blocks.End}: the model has fewer blocks.", exception);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"'{repoId}' is a path on this machine; give a repo id.", exception);
        }
    }

    private static async Task RunAsync(
        CheckpointDownload plan,
        bool isDryRun,
        bool isJson,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        if (!isJson)
        {
            new TableWriter(output).Write(
                $"commit {plan.CommitHash}",
                ["file", "size"],
                [
                    .. plan.Files.Select(file => (string[])[file.Path, ByteSize.Format(file.Size)]),
                    [$"{plan.Files.Count} files", ByteSize.Format(plan.TotalSize)],
                ]
            );
        }

        CheckpointIndex? index = isDryRun
            ? null
            : await new ProgressBar(error)
                .RunAsync(
                    $"{plan.Files.Count} files",
                    progress => plan.RunAsync(progress, cancellationToken: cancellation)
                )
                .ConfigureAwait(false);
        if (isJson)
        {
            JsonOutput.Write(output, DownloadJson.Create(plan, index));
        }
        else if (index is not null)
        {
            await output.WriteLineAsync(index.Path).ConfigureAwait(false);
        }
    }

    /// <summary>Loading needs only the file, so the library goes on without a ref. An image that is built with this
    /// command has to load the file offline.</summary>
    private static void ThrowIfNotFoundOffline(HubFile file, PretrainedLoadOptions location)
    {
        HubCache cache = location.CacheDirectory is { } directory ? new HubCache(directory) : HubCache.Default;
        if (cache.TryGetCommit(file.RepoId, location.Revision) != file.CommitHash)
        {
            throw new HubException(
                $"'{file.Path}' is in the cache, but offline it cannot be found: the ref '{location.Revision}' of "
                    + $"'{file.RepoId}' could not be written below '{cache.Directory}'. Make its directory refs "
                    + $"writable and run the command again, or load the model with the revision {file.CommitHash}."
            );
        }
    }
}
