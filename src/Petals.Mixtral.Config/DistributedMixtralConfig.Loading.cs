using System.Runtime.CompilerServices;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Loading;
using Petals.Mixtral.Config.Serialization;

namespace Petals.Mixtral.Config;

/// <content>Where a config comes from: a model, or a text.</content>
public sealed partial record DistributedMixtralConfig
{
    /// <summary>Loads the config of a model, as Petals does.</summary>
    /// <remarks>
    /// From a repo, and without an explicit prefix, the DHT prefix becomes the whole repo id with every <c>.</c>
    /// replaced by <c>-</c>. A missing <c>pad_token_id</c> becomes 0. A local path keeps the <c>dht_prefix</c> that its
    /// file holds.
    /// </remarks>
    /// <param name="modelNameOrPath">
    /// A directory that holds config.json, the path of such a file, or a repo id such as
    /// <c>mistralai/Mixtral-8x7B-v0.1</c>, which is looked for in the Hugging Face cache and, where it is not there,
    /// downloaded into it. What looks like a path (absolute, begins <c>./</c>, <c>../</c> or <c>~</c>, holds a
    /// backslash or a drive letter, ends <c>.json</c>, or has more than one <c>/</c>) is never taken for a repo id. A
    /// leading <c>~</c> is the home directory.
    /// </param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <exception cref="ArgumentException"><paramref name="modelNameOrPath"/> is <see langword="null"/> or
    /// blank.</exception>
    /// <exception cref="ConfigNotFoundException">There is no such file, or the argument can be neither a path nor a
    /// repo id; the message lists every place that was looked at.</exception>
    /// <exception cref="ConfigFormatException">The file could not be read, or is not the JSON of a Mixtral config; the
    /// message names the key and the line.</exception>
    /// <exception cref="OfflineModeException">The file is not in the cache, and a variable forbids asking the
    /// Hub.</exception>
    /// <exception cref="RepoNotFoundException">The repo does not exist, or is private.</exception>
    /// <exception cref="GatedRepoException">The repo is gated.</exception>
    /// <exception cref="RevisionNotFoundException">The repo has no such revision.</exception>
    /// <exception cref="EntryNotFoundException">The revision has no such file.</exception>
    /// <exception cref="HubException">
    /// The Hub could not be reached or gave what cannot be used, the cache is damaged or cannot be written, or an
    /// option is not valid.
    /// </exception>
    [OverloadResolutionPriority(1)] // For null, which either overload takes.
    public static DistributedMixtralConfig FromPretrained(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null
    ) => FromPretrained(CallMode.Blocking, modelNameOrPath, dhtPrefix, options ?? PretrainedLoadOptions.Default);

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>
    /// <param name="modelNameOrPath">A directory, a file, or a repo id: see
    /// <see cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>.</param>
    /// <param name="dhtPrefix">The DHT prefix; wins over everything else, the empty string too.</param>
    /// <param name="options">Where and how to look.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    [OverloadResolutionPriority(1)] // For null, which either overload takes.
    public static Task<DistributedMixtralConfig> FromPretrainedAsync(
        string modelNameOrPath,
        string? dhtPrefix = null,
        PretrainedLoadOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        PretrainedLoader
            .LoadAsync(
                CallMode.Awaiting(cancellationToken),
                Required.NotBlank(modelNameOrPath),
                dhtPrefix,
                options ?? PretrainedLoadOptions.Default,
                static (file, prefix) => file.ToDistributed(prefix)
            )
            .AsTask();

    /// <inheritdoc cref="FromPretrained(string, string?, PretrainedLoadOptions?)"/>
    public static DistributedMixtralConfig FromPretrained(string modelNameOrPath, PretrainedLoadOptions? options) =>
        FromPretrained(modelNameOrPath, dhtPrefix: null, options);

    /// <inheritdoc cref="FromPretrainedAsync(string, string?, PretrainedLoadOptions?, CancellationToken)"/>
    public static Task<DistributedMixtralConfig> FromPretrainedAsync(
        string modelNameOrPath,
        PretrainedLoadOptions? options,
        CancellationToken cancellationToken = default
    ) => FromPretrainedAsync(modelNameOrPath, dhtPrefix: null, options, cancellationToken);

    /// <summary>Reads a config from JSON text. The rules for the DHT prefix and the pad token are not applied: those
    /// are FromPretrained's.</summary>
    /// <param name="json">The text of a config.json.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="ConfigFormatException">The text is not the JSON of a Mixtral config; the message names the key
    /// and the line.</exception>
    public static DistributedMixtralConfig FromJson(string json) =>
        ConfigReader.ReadDistributed(ConfigReader.ToUtf8(json));

    /// <inheritdoc cref="FromJson(string)"/>
    /// <param name="utf8Json">The text of a config.json, as UTF-8.</param>
    public static DistributedMixtralConfig FromJson(ReadOnlySpan<byte> utf8Json) =>
        ConfigReader.ReadDistributed(utf8Json.ToArray());

    internal static DistributedMixtralConfig FromPretrained(
        CallMode blocking,
        string modelNameOrPath,
        string? dhtPrefix,
        PretrainedLoadOptions options
    ) =>
        CallMode.Finished(
            PretrainedLoader.LoadAsync(
                blocking,
                modelNameOrPath,
                dhtPrefix,
                options,
                static (file, prefix) => file.ToDistributed(prefix)
            )
        );
}
