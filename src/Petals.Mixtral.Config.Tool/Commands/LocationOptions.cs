using System.Collections.Concurrent;
using System.CommandLine;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The options that select where a model comes from.</summary>
internal sealed class LocationOptions(TextWriter error)
{
    private readonly ConcurrentDictionary<string, bool> _warnings = new(StringComparer.Ordinal);

    private readonly Option<string?> _cacheDirectory = new("--cache-dir")
    {
        Description = "The Hugging Face cache to look in; by default that of HF_HUB_CACHE or HF_HOME.",
        HelpName = "directory",
    };

    private readonly Option<string> _revision = new("--revision")
    {
        Description = "The branch, tag, refs/pr/N or commit hash.",
        DefaultValueFactory = _ => "main",
        HelpName = "revision",
    };

    private readonly Option<string?> _subfolder = new("--subfolder")
    {
        Description = "The folder of the repo or directory that holds config.json.",
        HelpName = "folder",
    };

    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = "The address of the Hub or of a mirror; by default that of HF_ENDPOINT.",
        HelpName = "url",
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Use only files that are on this machine.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_cacheDirectory, _revision, _subfolder, _endpoint, _offline])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the options. None of them takes the token, because other users can read a command line.</summary>
    public PretrainedLoadOptions Read(ParseResult arguments) =>
        new()
        {
            CacheDirectory = arguments.GetValue(_cacheDirectory),
            Revision = arguments.GetRequiredValue(_revision),
            Subfolder = arguments.GetValue(_subfolder),
            Endpoint = arguments.GetValue(_endpoint) is { } endpoint ? ParseEndpoint(endpoint) : null,
            LocalFilesOnly = arguments.GetValue(_offline),
            LoggerFactory = new WarningLog(error, _warnings),
        };

    /// <exception cref="UsageException">The text is not an address. The library checks the rest.</exception>
    private static Uri ParseEndpoint(string endpoint)
    {
        try
        {
            return new Uri(endpoint, UriKind.RelativeOrAbsolute);
        }
        catch (UriFormatException exception)
        {
            throw new UsageException(
                $"--endpoint: expected an address such as https://huggingface.co: {exception.Message}",
                exception
            );
        }
    }
}
