namespace Petals.Mixtral.Config;

/// <summary>
/// The model of a program, and the changes to its config.json. A section of appsettings.json, environment variables,
/// the command line or code sets them, and <see cref="Build(ILoggerFactory?)"/> creates the immutable
/// <see cref="DistributedMixtralConfig"/>.
/// </summary>
/// <remarks>
/// In a configuration the keys are the names of the properties, in any case, and the sections <c>Client</c>,
/// <c>PTune</c>, <c>LMHead</c> and <c>Model</c> with the properties of <see cref="IClientConfig"/>,
/// <see cref="IPTuneConfig"/>, <see cref="ILMHeadConfig"/> and <see cref="IMixtralConfig"/>. A list replaces the list
/// of config.json. A time is a number of seconds (<c>180</c>, <c>"2.5"</c>) or has colons (<c>00:03:00</c>). The
/// configuration wins over config.json, and <see cref="Customize"/> wins over both.
/// </remarks>
public sealed class DistributedMixtralOptions
{
    private readonly ConfigSource _changes = ConfigSource.ForUpdate();

    /// <summary>The model: a directory, the path of a config file, or a repo id, as
    /// <see cref="DistributedMixtralConfig.FromPretrained(string, string?, PretrainedLoadOptions?)"/> accepts
    /// it.</summary>
    public string? ModelNameOrPath { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.Revision"/>
    public string Revision
    {
        get;
        set => field = Required.NotNull(value);
    } = PretrainedLoadOptions.Default.Revision;

    /// <inheritdoc cref="PretrainedLoadOptions.CacheDirectory"/>
    public string? CacheDirectory { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.Subfolder"/>
    public string? Subfolder { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.ConfigFileName"/>
    public string ConfigFileName
    {
        get;
        set => field = Required.NotNull(value);
    } = PretrainedLoadOptions.Default.ConfigFileName;

    /// <inheritdoc cref="PretrainedLoadOptions.Token"/>
    [JsonIgnore]
    public string? Token { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.Endpoint"/>
    public Uri? Endpoint { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.LocalFilesOnly"/>
    public bool LocalFilesOnly { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.ForceDownload"/>
    public bool ForceDownload { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.DownloadTimeout"/>
    public TimeSpan DownloadTimeout
    {
        get;
        set => field = Required.TimeLimit(value);
    } = PretrainedLoadOptions.Default.DownloadTimeout;

    /// <summary>The DHT prefix. It wins over every other source, even if it is empty.</summary>
    /// <value><see langword="null"/> by default: derived from the repo id, or read from the config.json of a local
    /// path.</value>
    public string? DhtPrefix { get; set; }

    /// <summary>
    /// Changes the config after config.json and the configuration:
    /// <c>options.Customize = config => config with { MaxRetries = 3 }</c>. Setting it again adds a function, which
    /// gets the result of the one before; setting it to <see langword="null"/> removes all.
    /// </summary>
    /// <remarks>A configuration cannot set it.</remarks>
    [JsonIgnore]
    public Func<DistributedMixtralConfig, DistributedMixtralConfig>? Customize
    {
        get;
        // With +=, the new delegate already begins with the current functions.
        set => field = value is null || field + (value - field) == value ? value : field + value;
    }

    /// <inheritdoc cref="PretrainedLoadOptions.HttpClient"/>
    /// <remarks>A configuration cannot set it.</remarks>
    [JsonIgnore]
    public HttpClient? HttpClient { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.Environment"/>
    /// <remarks>A configuration cannot set it.</remarks>
    [JsonIgnore]
    public ConfigEnvironment Environment
    {
        get;
        set => field = Required.NotNull(value);
    } = PretrainedLoadOptions.Default.Environment;

    /// <summary>The section that was bound last, for messages.</summary>
    internal IConfiguration? Section { get; private set; }

    /// <summary>Sets what a section of a configuration contains. A section that does not exist sets nothing.</summary>
    /// <param name="section">The section, or a whole configuration.</param>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnknownSettingException">A key is not an option.</exception>
    /// <exception cref="ConfigFormatException">A value is not of the kind of its key.</exception>
    public void Bind(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Section = section;
        SectionBinder.Bind(section, this);
    }

    /// <summary>Loads the model and changes its config.</summary>
    /// <param name="loggerFactory">Creates the logger; by default nothing is logged.</param>
    /// <returns>The config, which is not validated.</returns>
    /// <exception cref="PretrainedConfigException"><see cref="ModelNameOrPath"/> is blank, or the model cannot be
    /// loaded.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Customize"/> returned <see langword="null"/>.</exception>
    public DistributedMixtralConfig Build(ILoggerFactory? loggerFactory = null) =>
        Build(loggerFactory, CancellationToken.None);

    /// <inheritdoc cref="Build(ILoggerFactory?)"/>
    /// <param name="loggerFactory">Creates the logger; by default nothing is logged.</param>
    /// <param name="cancellationToken">Cancels the loading.</param>
    public Task<DistributedMixtralConfig> BuildAsync(
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default
    ) => BuildAsync(CallMode.Awaiting(cancellationToken), loggerFactory).AsTask();

    internal DistributedMixtralConfig Build(ILoggerFactory? loggerFactory, CancellationToken cancellationToken) =>
        CallMode.Finished(BuildAsync(CallMode.Blocking with { Cancellation = cancellationToken }, loggerFactory));

    internal void Set(Setting setting, object? value) => _changes.SetValue(setting, value, SettingOrigin.Option);

    private async ValueTask<DistributedMixtralConfig> BuildAsync(CallMode mode, ILoggerFactory? loggerFactory)
    {
        if (string.IsNullOrWhiteSpace(ModelNameOrPath))
        {
            throw new PretrainedConfigException(
                $"No model is named. Set {nameof(ModelNameOrPath)} to a directory, a config file or a repo id, in code "
                    + "or in the section of the configuration."
            );
        }

        DistributedMixtralConfig config = await DistributedMixtralConfig
            .LoadAsync(mode, ModelNameOrPath, DhtPrefix, ToLoadOptions(loggerFactory))
            .ConfigureAwait(false);
        config = ConfigUpdate.Apply(config, _changes, (JsonMembers)config.ExtraAttributes);
        foreach (
            Func<DistributedMixtralConfig, DistributedMixtralConfig> customize in Delegate.EnumerateInvocationList(
                Customize
            )
        )
        {
            config = customize(config) ?? throw new InvalidOperationException($"{nameof(Customize)} returned null.");
        }

        return config;
    }

    private PretrainedLoadOptions ToLoadOptions(ILoggerFactory? loggerFactory) =>
        new()
        {
            Revision = Revision,
            CacheDirectory = CacheDirectory,
            Subfolder = Subfolder,
            ConfigFileName = ConfigFileName,
            Token = Token,
            Endpoint = Endpoint,
            LocalFilesOnly = LocalFilesOnly,
            ForceDownload = ForceDownload,
            DownloadTimeout = DownloadTimeout,
            HttpClient = HttpClient,
            Environment = Environment,
            LoggerFactory = loggerFactory,
            ReplacesModel = MixtralSettings.All.Any(_changes.Has),
        };
}
