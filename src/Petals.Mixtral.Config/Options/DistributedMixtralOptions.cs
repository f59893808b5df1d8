using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Petals.Mixtral.Config.Options.Binding;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config.Options;

/// <summary>
/// Which model a program uses, and what is different from its config.json: what a section of appsettings.json,
/// environment variables, a command line or code fills in, and what the immutable
/// <see cref="DistributedMixtralConfig"/> is then built from.
/// </summary>
/// <remarks>
/// In a configuration the keys are the names of the properties, in any case. A list replaces that of the config, and an
/// empty one is empty; a time is seconds (<c>180</c>, <c>"2.5"</c>) or written with colons (<c>00:03:00</c>).
/// </remarks>
public sealed class DistributedMixtralOptions
{
    /// <summary>The model: a directory, the path of a config file, or a repo id, as
    /// <see cref="DistributedMixtralConfig.FromPretrained"/> takes it.</summary>
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

    /// <summary>The DHT prefix; wins over everything else, the empty string too.</summary>
    /// <value><see langword="null"/> by default: derived from the repo id, or what the config.json of a local path
    /// holds.</value>
    public string? DhtPrefix { get; set; }

    /// <summary>What is different about the client.</summary>
    [AllowNull]
    public ClientOptions Client
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>What is different about prompt tuning.</summary>
    [AllowNull]
    public PTuneOptions PTune
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>What is different about the language-model head.</summary>
    [AllowNull]
    public LMHeadOptions LMHead
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>What is different about the architecture.</summary>
    [AllowNull]
    public ModelOptions Model
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <inheritdoc cref="PretrainedLoadOptions.HttpClient"/>
    /// <remarks>It cannot be given by a configuration.</remarks>
    public HttpClient? HttpClient { get; set; }

    /// <inheritdoc cref="PretrainedLoadOptions.Environment"/>
    /// <remarks>It cannot be given by a configuration.</remarks>
    public ConfigEnvironment Environment
    {
        get;
        set => field = Required.NotNull(value);
    } = PretrainedLoadOptions.Default.Environment;

    /// <summary>The parts, by their names.</summary>
    internal IReadOnlyList<(string Name, SettingOptions Options)> Sections =>
        [(nameof(Client), Client), (nameof(PTune), PTune), (nameof(LMHead), LMHead), (nameof(Model), Model)];

    /// <summary>The keys that a section for these options may have.</summary>
    internal IReadOnlyList<Option> Keys =>
        [
            Option.Of(nameof(ModelNameOrPath), OptionKinds.Text, value => ModelNameOrPath = value),
            Option.Of(nameof(Revision), OptionKinds.Text, value => Revision = value),
            Option.Of(nameof(CacheDirectory), OptionKinds.Text, value => CacheDirectory = value),
            Option.Of(nameof(Subfolder), OptionKinds.Text, value => Subfolder = value),
            Option.Of(nameof(ConfigFileName), OptionKinds.Text, value => ConfigFileName = value),
            Option.Of(nameof(Token), OptionKinds.Text, value => Token = value),
            Option.Of(nameof(Endpoint), OptionKinds.Address, value => Endpoint = value),
            Option.Of(nameof(LocalFilesOnly), OptionKinds.Boolean, value => LocalFilesOnly = value),
            Option.Of(nameof(ForceDownload), OptionKinds.Boolean, value => ForceDownload = value),
            Option.Of(nameof(DhtPrefix), OptionKinds.Text, value => DhtPrefix = value),
            .. Sections.Select(section => new Option(
                section.Name,
                null,
                child => OptionBinder.BindSection(child, section.Options)
            )),
        ];

    /// <summary>Takes what a section of a configuration says; what it does not name stays as it is.</summary>
    /// <param name="section">The section, such as <c>configuration.GetSection("Petals")</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConfigFormatException">A value is not what its key may hold; the message names the
    /// key.</exception>
    /// <exception cref="UnknownSettingException">A key is no option; the message suggests the nearest one.</exception>
    public void Bind(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        OptionBinder.ThrowIfValue(section);
        OptionBinder.Bind(section, Keys);
    }

    /// <summary>Loads the model and makes the config of it. Whether that is valid is not asked: see
    /// <see cref="DistributedMixtralConfig.EnsureValid"/>.</summary>
    /// <param name="loggerFactory">Where to log; <see langword="null"/> for nowhere.</param>
    /// <exception cref="PretrainedConfigException">No model is named, or as
    /// <see cref="DistributedMixtralConfig.FromPretrained"/> says.</exception>
    public DistributedMixtralConfig Build(ILoggerFactory? loggerFactory = null) =>
        Change(DistributedMixtralConfig.FromPretrained(RequireModel(), DhtPrefix, ToLoadOptions(loggerFactory)));

    /// <inheritdoc cref="Build"/>
    /// <param name="loggerFactory">Where to log; <see langword="null"/> for nowhere.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<DistributedMixtralConfig> BuildAsync(
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default
    ) =>
        Change(
            await DistributedMixtralConfig
                .FromPretrainedAsync(RequireModel(), DhtPrefix, ToLoadOptions(loggerFactory), cancellationToken)
                .ConfigureAwait(false)
        );

    private string RequireModel() =>
        string.IsNullOrWhiteSpace(ModelNameOrPath)
            ? throw new PretrainedConfigException(
                $"No model is named. Set {nameof(ModelNameOrPath)} to a directory, a config file or a repo id, in "
                    + "code or in the section of the configuration."
            )
            : ModelNameOrPath;

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
            HttpClient = HttpClient,
            Environment = Environment,
            LoggerFactory = loggerFactory,
        };

    private DistributedMixtralConfig Change(DistributedMixtralConfig config) =>
        Sections.SelectMany(section => section.Options.Updates).ToArray() is { Length: > 0 } updates
            ? ConfigUpdate.Apply(config, updates)
            : config;
}
