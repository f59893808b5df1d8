namespace Petals.Mixtral.Config.Loading;

/// <summary>The config file of a model, not parsed yet.</summary>
internal sealed class PretrainedFile(ModelLocation location, byte[] text, PretrainedLoadOptions options, ILogger logger)
{
    /// <summary>The text, without a byte-order mark.</summary>
    public byte[] Text { get; } = text.WithoutByteOrderMark();

    public ModelLocation Location => location;

    /// <summary>What the file looks like; null if it may be the config of a Mixtral model, or is not built
    /// yet.</summary>
    public string? ForeignKind { get; private set; }

    /// <summary>Builds a config.</summary>
    /// <exception cref="ConfigFormatException">The file is not the JSON of a Mixtral config.</exception>
    /// <exception cref="HubException">The file is cached, and its content does not match the hash in the name of its
    /// blob.</exception>
    public T Build<T>(Func<PretrainedFile, T> build)
    {
        try
        {
            return build(this);
        }
        catch (ConfigFormatException exception) when (IsDamaged())
        {
            throw new HubException(
                $"The cached file '{location.Path}' is damaged: the content of its blob '{location.RealPath}' does not have "
                    + $"the hash in its name ({exception.Message.TrimEnd('.')}). "
                    + "Delete the blob and load the model again, or load it with ForceDownload.",
                exception
            )
            {
                RepoId = location.RepoId,
            };
        }
    }

    /// <summary>The config as transformers loads it.</summary>
    public MixtralConfig ToMixtral() => ConfigReader.BuildMixtral(Read(withPetals: false));

    /// <summary>The config as Petals loads it.</summary>
    public DistributedMixtralConfig ToDistributed(string? dhtPrefix)
    {
        ConfigSource source = Read(withPetals: true);
        PetalsRules.Apply(source, location.RepoId, dhtPrefix, logger);
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

    /// <summary>Reads a file, which is in a cache unless the cache is null. Returns null if it does not
    /// exist.</summary>
    /// <exception cref="ConfigFormatException">It cannot be read.</exception>
    /// <exception cref="HubException">It leads out of the cache.</exception>
    public static PretrainedFile? TryRead(
        string path,
        RepoCache? cache,
        string? commit,
        PretrainedLoadOptions options,
        ILogger logger
    )
    {
        ModelLocation? location = null;
        try
        {
            using OpenedFile? file = cache is null ? OpenedFile.TryOpen(path) : cache.Open(path);
            if (file is null)
            {
                return null;
            }

            location = new ModelLocation(path, cache?.Repo.Value, commit);
            return new PretrainedFile(location, file.ReadAll(ConfigLimits.MaxFileSize), options, logger);
        }
        catch (UnusableFileException)
            when (location?.BlobName is not null && new FileInfo(location.RealPath).Length == 0)
        {
            // An empty blob has lost its content, which Build reports as damage.
            return new PretrainedFile(location, [], options, logger);
        }
        catch (Exception exception) when (exception.IsFileError())
        {
            // If its directory is not accessible, a local file may not exist.
            bool mayBeMissing =
                exception is PathTooLongException || (exception is UnauthorizedAccessException && !File.Exists(path));
            string advice =
                exception is not UnusableFileException ? ReadingAdvice.After(exception)
                : cache is null ? " Give the config.json of a model, or save it again."
                : " Download it again.";
            return cache is null && mayBeMissing
                ? null
                : throw new ConfigFormatException(
                    $"The config file '{path}' could not be read: {exception.Message}{advice}",
                    path,
                    exception
                );
        }
    }

    private bool IsDamaged()
    {
        using var content = new MemoryStream(text);
        return location.BlobName is { } name && BlobHash.Compute(content, name.Kind) is { } hash && hash != name.Value;
    }

    private ConfigSource Read(bool withPetals)
    {
        var source = new ConfigSource(location.Path, JsonSlice.FromText(Text))
        {
            WithPetals = withPetals,
            Path = location.Path,
            CommitHash = location.CommitHash,
        };
        ConfigReader.Read(source, logger);
        bool hasSizes = options.ReplacesModel || source.Has(MixtralSettings.HiddenSize);
        if (!hasSizes && ForeignFile.Describe(source) is { } kind)
        {
            Log.NotMixtral(logger, location.Path, kind);
            ForeignKind = kind;
        }

        RepoRules.Apply(source, location.RepoId);
        return source;
    }
}
