using System.CommandLine;
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
        var json = new JsonOption();
        var options = new LocationOptions(error);
        var command = new Command(
            "download",
            "Brings config.json, or another file of a repo, into the cache, and prints its path."
        )
        {
            model,
            file,
            force,
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
