using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Diagnostics;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>The file of a model, read but not yet understood.</summary>
internal sealed class PretrainedFile(ModelLocation location, byte[] text, ConfigEnvironment environment, ILogger logger)
{
    /// <summary>The text, without a byte-order mark.</summary>
    public byte[] Text { get; } = ConfigReader.WithoutMark(text);

    /// <summary>Where it was read from.</summary>
    public ModelLocation Location => location;

    /// <summary>The config as transformers loads it.</summary>
    public MixtralConfig ToMixtral() => ConfigReader.BuildMixtral(Read(withPetals: false));

    /// <summary>The config as Petals loads it.</summary>
    public DistributedMixtralConfig ToDistributed(string? dhtPrefix)
    {
        ConfigDocument document = Read(withPetals: true);
        if (PetalsRules.Apply(document, location.RepoId, dhtPrefix) is { } derived)
        {
            Log.UsingDhtPrefix(logger, derived);
        }

        return ConfigReader.BuildDistributed(document);
    }

    /// <summary>The model type that the file names; <see langword="null"/> where it names none.</summary>
    public string? ReadModelType()
    {
        var document = new ConfigDocument(location.Path, Text);
        ConfigParser.Parse(document);
        return new SettingReader(document).StringOrNull(Setting.ModelType);
    }

    private ConfigDocument Read(bool withPetals)
    {
        var document = new ConfigDocument(location.Path, Text)
        {
            WithPetals = withPetals,
            Path = location.Path,
            CommitHash = location.CommitHash,
            MaxRetriesVariable = environment.GetVariable(RetryLimit.Variable),
        };
        ConfigReader.Read(document, logger);
        RepoRules.Apply(document, location.RepoId);
        return document;
    }
}
