using System.CommandLine;
using System.Text.Json;
using Petals.Mixtral.Config.Tool.Output;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The options that select and change the config of a model.</summary>
/// <param name="error">The error stream.</param>
/// <param name="requiresMixtral">Whether a file that does not look like the config of a Mixtral model is an
/// error.</param>
internal sealed class ModelOptions(TextWriter error, bool requiresMixtral = false)
{
    /// <summary>More levels than the library accepts, which then reports the error.</summary>
    private const int MaxDepth = 1000;

    private readonly LocationOptions _location = new(error);

    private readonly Option<string?> _dhtPrefix = new("--dht-prefix")
    {
        Description = "The DHT prefix, instead of the one that is derived from the repo id.",
        HelpName = "prefix",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description =
            "A setting to change, by its snake_case key: --set max_retries=3. The value is JSON, otherwise a "
            + "string. May be repeated.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _anyConfig = new("--any-config")
    {
        Description = "Accept a file that does not look like the config of a Mixtral model.",
    };

    public void AddTo(Command command)
    {
        _location.AddTo(command);
        command.Add(_dhtPrefix);
        command.Add(_settings);
        if (requiresMixtral)
        {
            command.Add(_anyConfig);
        }
    }

    public PretrainedLoadOptions ReadLocation(ParseResult arguments) => _location.Read(arguments);

    /// <exception cref="PretrainedConfigException">The model could not be loaded.</exception>
    /// <exception cref="UsageException">A setting is unknown, or its value is invalid.</exception>
    public DistributedMixtralConfig Load(string model, ParseResult arguments)
    {
        DistributedMixtralConfig config;
        PretrainedLoadOptions location = _location.Read(arguments);
        var log = (WarningLog)location.LoggerFactory!;
        string[] settings = arguments.GetRequiredValue(_settings);
        log.KeepsNotMixtral = requiresMixtral && !arguments.GetValue(_anyConfig) && !settings.Any(IsOfArchitecture);
        try
        {
            config = DistributedMixtralConfig.FromPretrained(model, arguments.GetValue(_dhtPrefix), location);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException("The model is blank; give a path or a repo id.", exception);
        }

        return log.NotMixtral is { } warning
            ? throw new ConfigFormatException($"{warning} To use it nevertheless, add --any-config.")
            : Change(config, settings);
    }

    /// <summary>Whether a setting is one of the model's own, such as <c>hidden_size=4096</c>: the user then gives the
    /// architecture that the file lacks.</summary>
    private static bool IsOfArchitecture(string setting) =>
        new DistributedMixtralConfig()
            .DescribeSettings()
            .Any(known =>
                known.Part == ConfigPart.Mixtral && setting.StartsWith($"{known.Key}=", StringComparison.Ordinal)
            );

    /// <summary>All settings are one update, because some must agree with each other.</summary>
    private static DistributedMixtralConfig Change(DistributedMixtralConfig config, string[] settings)
    {
        try
        {
            return settings.Length == 0 ? config : config.Update(settings.Select(Parse));
        }
        catch (PretrainedConfigException exception)
        {
            throw new UsageException(
                $"--set {string.Join(" --set ", settings)}: {ToolWords.Translate(exception.Message)}",
                exception
            );
        }
    }

    private static KeyValuePair<string, JsonElement> Parse(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !string.IsNullOrWhiteSpace(setting[..equals])
            ? KeyValuePair.Create(setting[..equals], ParseValue(setting[(equals + 1)..]))
            : throw new UsageException($"--set {setting}: expected key=value.");
    }

    private static JsonElement ParseValue(string value)
    {
        if (value is "NaN" or "Infinity" or "-Infinity")
        {
            // The library's form for numbers that only Python's JSON has.
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
