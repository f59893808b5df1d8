using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The content of a cache: the bytes of a ref, the target of a config's link, and the bytes of the
/// blob.</summary>
internal sealed class CacheTarget : IFuzzTarget
{
    private const string Repo = "acme/tiny-mixtral";
    private const string Folder = "hub/models--acme--tiny-mixtral";
    private const string Commit = "71a7000000000000000000000000000000000001";
    private const string Tag = "0123456789abcdef0123456789abcdef01234567";
    private static readonly ConfigEnvironment Nothing = ConfigEnvironment.Create(new Dictionary<string, string>());
    private readonly ScratchDirectory _scratch = new();
    private readonly string _ref;
    private readonly string _link;
    private readonly string _blob;
    private readonly HubCache _cache;
    private string _target = "";

    public CacheTarget()
    {
        _ref = _scratch.Write($"{Folder}/refs/main", []);
        _blob = _scratch.Write($"{Folder}/blobs/{Tag}", []);
        _link = _scratch.Write($"{Folder}/snapshots/{Commit}/config.json", []);
        _scratch.Write("outside/config.json", Targets.Seeds.TinyConfig);
        _cache = new HubCache(_scratch.Combine("hub"));
    }

    public string Name => "cache";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        InputFields.Of(Commit, $"../../blobs/{Tag}", Encoding.UTF8.GetString(Targets.Seeds.TinyConfig)),
        InputFields.Of($"{Commit}\n", $"../../blobs/{Tag}", "{}"),
        InputFields.Of(Commit, "../../../../outside/config.json", "{}"),
        InputFields.Of("", "config.json", "{}"),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        Commit,
        Tag,
        "../",
        "../../blobs/",
        "snapshots/",
        "outside",
        "config.json",
        "refs/main",
        "models--acme--tiny-mixtral",
        "/dev/zero",
        "/dev/stdin",
        "\n",
        "\r\n",
        "\uFEFF",
    ];

    /// <summary>The fixed part is for paths with many parts, because each part is looked up as a whole path. A name has
    /// at most 1024 characters, a link 4095.</summary>
    public AllocationLimit LimitOf(byte[] input) => new(32 * 1024 * 1024, 256);

    public object? Read(byte[] input)
    {
        string[] fields = InputFields.Split(input, 3);
        File.WriteAllBytes(_ref, Encoding.UTF8.GetBytes(fields[0]));
        PointTo(fields[1].Trim('\0'));
        File.WriteAllBytes(_blob, Encoding.UTF8.GetBytes(fields[2]));
        _ = _cache.TryGetCommit(Repo);
        var options = new PretrainedLoadOptions
        {
            CacheDirectory = _cache.Directory,
            LocalFilesOnly = true,
            Environment = Nothing,
        };
        return DistributedMixtralConfig.FromPretrained(Repo, null, options);
    }

    public void Use(object accepted)
    {
        string opened = File.ResolveLinkTarget(_link, returnFinalTarget: true)?.FullName ?? _link;
        BrokenPromiseException.ThrowUnless(
            Path.GetFullPath(opened).StartsWith(_scratch.Combine(Folder), StringComparison.Ordinal),
            "A link that leads out of the repo is not followed."
        );
        BrokenPromiseException.ThrowUnless(
            ((DistributedMixtralConfig)accepted).CommitHash == Commit,
            "The commit is that of the ref."
        );
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Changes the target of the link, or keeps the old one if the system rejects the new one.</summary>
    private void PointTo(string target)
    {
        if (
            target == _target
            || target.Length is 0 or > 1024
            || target.Contains('\0', StringComparison.Ordinal)
            || target.Any(char.IsSurrogate)
        )
        {
            return;
        }

        try
        {
            File.Delete(_link);
            File.CreateSymbolicLink(_link, target);
            _target = target;
        }
        catch (IOException)
        {
            _target = "";
        }
    }
}
