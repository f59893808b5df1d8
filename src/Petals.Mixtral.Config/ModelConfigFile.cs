namespace Petals.Mixtral.Config;

/// <summary>
/// The config file of a model, parsed only for its <c>model_type</c>. A family of a
/// <see cref="DistributedConfigRegistry"/> creates its config from it.
/// </summary>
public sealed class ModelConfigFile
{
    private readonly PretrainedFile _file;

    internal ModelConfigFile(PretrainedFile file, string modelType, string? dhtPrefix)
    {
        _file = file;
        ModelType = modelType;
        DhtPrefix = dhtPrefix;
    }

    /// <summary>The <c>model_type</c> of the file.</summary>
    public string ModelType { get; }

    /// <summary>The DHT prefix that the caller passed; <see langword="null"/> if the family must derive it.</summary>
    public string? DhtPrefix { get; }

    /// <summary>The full path of the file.</summary>
    public string Path => _file.Location.Path;

    /// <summary>The repo id; <see langword="null"/> for a local path.</summary>
    public string? RepoId => _file.Location.RepoId;

    /// <summary>The commit hash of the snapshot; <see langword="null"/> for a local path.</summary>
    public string? CommitHash => _file.Location.CommitHash;

    /// <summary>The text of the file, as UTF-8 without a byte-order mark.</summary>
    public ReadOnlyMemory<byte> Utf8Json => _file.Text;

    internal DistributedMixtralConfig ToMixtral() => _file.ToDistributed(DhtPrefix);
}
