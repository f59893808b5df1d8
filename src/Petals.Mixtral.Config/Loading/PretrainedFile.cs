using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Logging;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Loading;

/// <summary>The file of a model, read but not yet understood.</summary>
internal sealed class PretrainedFile(ModelLocation location, byte[] text, ConfigEnvironment environment, ILogger logger)
{
    /// <summary>The config as transformers loads it.</summary>
    public MixtralConfig ToMixtral()
    {
        ConfigDocument document = NewDocument();
        ConfigParser.Parse(document, withPetals: false);
        RepoRules.Apply(document, location.RepoId);
        LoadRules.Apply(document, logger);
        return ConfigReader.BuildMixtral(document);
    }

    /// <summary>The config as Petals loads it.</summary>
    public DistributedMixtralConfig ToDistributed(string? dhtPrefix)
    {
        ConfigDocument document = NewDocument();
        ConfigParser.Parse(document, withPetals: true);
        RepoRules.Apply(document, location.RepoId);
        LoadRules.Apply(document, logger);
        if (PetalsRules.Apply(document, location.RepoId, dhtPrefix) is { } derived)
        {
            LoadLog.UsingDhtPrefix(logger, derived);
        }

        return ConfigReader.Build(document);
    }

    private ConfigDocument NewDocument() => new(location.Path, ConfigReader.WithoutMark(text))
    {
        Path = location.Path,
        CommitHash = location.CommitHash,
        MaxRetriesVariable = environment.GetVariable(RetryLimit.Variable),
    };
}
