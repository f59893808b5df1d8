using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Logging;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>The file of a model, read but not yet understood.</summary>
internal sealed class PretrainedFile(ModelLocation location, byte[] text, ConfigEnvironment environment, ILogger logger)
{
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
            LoadLog.UsingDhtPrefix(logger, derived);
        }

        return ConfigReader.BuildDistributed(document);
    }

    private ConfigDocument Read(bool withPetals)
    {
        var document = new ConfigDocument(location.Path, ConfigReader.WithoutMark(text))
        {
            Path = location.Path,
            CommitHash = location.CommitHash,
            MaxRetriesVariable = environment.GetVariable(RetryLimit.Variable),
        };
        ConfigReader.Read(document, withPetals, logger);
        RepoRules.Apply(document, location.RepoId);
        return document;
    }
}
