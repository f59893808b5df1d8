namespace Petals.Mixtral.Config.Loading;

/// <summary>The config file of a model, not parsed yet.</summary>
internal sealed class PretrainedFile(ModelLocation location, byte[] text, PretrainedLoadOptions options, ILogger logger)
{
    /// <summary>The text, without a byte-order mark.</summary>
    public byte[] Text { get; } = text.WithoutByteOrderMark();

    public ModelLocation Location => location;

    /// <summary>Builds a config.</summary>
    /// <exception cref="ConfigFormatException">The file is not the JSON of a Mixtral config.</exception>
    /// <exception cref="HubException">It is a cached file whose blob is damaged.</exception>
    public T Build<T>(Func<PretrainedFile, T> build)
    {
        try
        {
            return build(this);
        }
        catch (ConfigFormatException exception)
        {
            using var content = new MemoryStream(text);
            DamagedCache.ThrowIfDamaged(location, kind => BlobHash.Compute(content, kind), exception);
            throw;
        }
    }

    /// <summary>The config as transformers loads it.</summary>
    public MixtralConfig ToMixtral() => ConfigReader.BuildMixtral(Read(withPetals: false));

    /// <summary>The config as Petals loads it.</summary>
    public DistributedMixtralConfig ToDistributed(string? dhtPrefix, ResolutionTrace? trace = null)
    {
        ConfigSource source = Read(withPetals: true, trace);
        if (PetalsRules.Apply(source, location.RepoId, dhtPrefix) is { } derived)
        {
            Log.UsingDhtPrefix(logger, derived);
        }

        return ConfigReader.BuildDistributed(source, options.Environment);
    }

    /// <summary>Reads the model type; null if the file does not have it.</summary>
    public string? ReadModelType()
    {
        var source = new ConfigSource(location.Path, JsonSlice.FromText(Text));
        ConfigParser.Parse(source);
        return source.IsNullOrMissing(PretrainedSettings.ModelType)
            ? null
            : source.Read(PretrainedSettings.ModelType, "");
    }

    /// <summary>Reads an open file.</summary>
    /// <exception cref="ConfigFormatException">It cannot be read.</exception>
    /// <exception cref="HubException">It is a cached file whose blob is damaged.</exception>
    public static PretrainedFile Read(
        OpenedFile file,
        ModelLocation location,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        try
        {
            return new PretrainedFile(location, file.ReadAll(ConfigLimits.MaxFileSize), options, logger);
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            ConfigFormatException unreadable = Unreadable(location.Path, exception);
            DamagedCache.ThrowIfDamaged(location, kind => BlobHash.Compute(file, kind), unreadable);
            throw unreadable;
        }
    }

    public static ConfigFormatException Unreadable(string path, Exception exception) =>
        new(
            $"The config file '{path}' could not be read: {exception.Message}{ReadingAdvice.After(exception)}",
            path,
            exception
        );

    private ConfigSource Read(bool withPetals, ResolutionTrace? trace = null)
    {
        var source = new ConfigSource(location.Path, JsonSlice.FromText(Text))
        {
            WithPetals = withPetals,
            Path = location.Path,
            CommitHash = location.CommitHash,
        };
        ConfigReader.Read(source, logger);
        bool isReported = trace is not null || logger.IsEnabled(LogLevel.Warning);
        if (isReported && !options.ReplacesModel && ForeignFile.Describe(source) is { } kind)
        {
            Log.NotMixtral(logger, location.Path, kind);
            trace?.ForeignKind = kind;
        }

        RepoRules.Apply(source, location.RepoId);
        return source;
    }
}
