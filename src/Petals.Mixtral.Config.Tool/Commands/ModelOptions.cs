using System.CommandLine;
using System.Text.Json;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The options that say which config of a model is meant: the same for every command.</summary>
internal sealed class ModelOptions
{
    /// <summary>More levels than the library takes, so that it is the library that says so.</summary>
    private const int MaxDepth = 1000;

    private readonly Option<string?> _cacheDirectory = new("--cache-dir")
    {
        Description = "The Hugging Face cache to look in; by default what HF_HUB_CACHE, HF_HOME … say.",
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

    private readonly Option<string?> _dhtPrefix = new("--dht-prefix")
    {
        Description = "The DHT prefix, instead of the one that is derived from the repo id.",
        HelpName = "prefix",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "A setting to change, by its snake_case key: --set max_retries=3. The value is JSON, or else a string. May be repeated.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Use only files that are on this machine.",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_cacheDirectory, _revision, _subfolder, _dhtPrefix, _settings, _offline])
        {
            command.Add(option);
        }
    }

    /// <summary>Loads a model as the options say.</summary>
    /// <exception cref="PretrainedConfigException">It could not be loaded.</exception>
    /// <exception cref="UsageException">A setting cannot be changed as asked.</exception>
    public DistributedMixtralConfig Load(string model, ParseResult arguments)
    {
        var options = new PretrainedLoadOptions
        {
            CacheDirectory = arguments.GetValue(_cacheDirectory),
            Revision = arguments.GetRequiredValue(_revision),
            Subfolder = arguments.GetValue(_subfolder),
            LocalFilesOnly = arguments.GetValue(_offline),
        };
        DistributedMixtralConfig config;
        try
        {
            config = DistributedMixtralConfig.FromPretrained(model, arguments.GetValue(_dhtPrefix), options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException("The model is blank; give a path or a repo id.", exception);
        }

        return Change(config, arguments.GetRequiredValue(_settings));
    }

    private static DistributedMixtralConfig Change(DistributedMixtralConfig config, string[] settings)
    {
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            try
            {
                config = config.Update(setting[..Math.Max(equals, 0)], ParseValue(setting[(equals + 1)..]));
            }
            catch (PretrainedConfigException exception)
            {
                throw new UsageException($"--set {setting}: {exception.Message}", exception);
            }
            catch (ArgumentException exception)
            {
                throw new UsageException($"--set {setting}: expected key=value.", exception);
            }
        }

        return config;
    }

    private static JsonElement ParseValue(string value)
    {
        if (value is "NaN" or "Infinity" or "-Infinity")
        {
            // Python's JSON has these, .NET's has not; the library takes them in this form.
            return JsonElement.Parse($"{{\"__float__\": \"{value}\"}}");
        }

        try
        {
            return JsonElement.Parse(value, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return JsonElement.Parse($"\"{JsonEncodedText.Encode(value)}\"");
        }
    }
}
