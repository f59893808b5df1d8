using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;
using Petals.Mixtral.Config.Hub;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>Names that become part of a path or address (repo id, revision, file, folder), and module UIDs.</summary>
internal sealed class NamesTarget : IFuzzTarget
{
    private static readonly ConfigEnvironment Nothing = ConfigEnvironment.Create(new Dictionary<string, string>());
    private readonly ScratchDirectory _scratch = new();
    private readonly HubCache _cache;
    private readonly string _commit;

    public NamesTarget()
    {
        _commit = "71a7000000000000000000000000000000000001";
        _scratch.Write($"hub/{Targets.Seeds.TinySnapshot}config.json", Targets.Seeds.TinyConfig);
        _scratch.Write($"hub/{Targets.Seeds.TinySnapshot}draft/config.json", Targets.Seeds.TinyConfig);
        _scratch.Write("hub/models--acme--tiny-mixtral/refs/main", System.Text.Encoding.ASCII.GetBytes(_commit));
        _scratch.Write("hub/models--acme--tiny-mixtral/refs/refs/pr/1", System.Text.Encoding.ASCII.GetBytes(_commit));
        _scratch.Write("outside/config.json", Targets.Seeds.TinyConfig);
        _cache = new HubCache(_scratch.Combine("hub"));
    }

    public string Name => "names";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        InputFields.Of("acme/tiny-mixtral", "main", "config.json", "", "mistralai/Mixtral-8x7B-v0-1.3"),
        InputFields.Of("acme/tiny-mixtral", "refs/pr/1", "config.json", "draft", "a.0 b.1 c.2"),
        InputFields.Of(
            "acme/tiny-mixtral",
            "71a7000000000000000000000000000000000001",
            "draft/config.json",
            "",
            "a.2147483647"
        ),
        InputFields.Of("./models/mine", "main", "config.json", "", "swarm.7"),
        InputFields.Of("../outside/config.json", "main", "config.json", "../..", "swarm.7"),
        InputFields.Of("~/x", "feature/x", "x.json", "a/b", "swarm.7"),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "acme",
        "tiny-mixtral",
        "/",
        "main",
        "refs",
        "config.json",
        "draft",
        "snapshots",
        "blobs",
        "models--",
        "hub",
        "outside",
        ".0",
        " ",
    ];

    /// <summary>The fixed part is for paths with many parts, because each part is looked up as a whole path. A name has
    /// at most 1024 characters, a link 4095.</summary>
    public AllocationLimit LimitOf(byte[] input) => new(32 * 1024 * 1024, 512);

    public object? Read(byte[] input)
    {
        string[] names = InputFields.Split(input, 5);
        if (ModuleUid.TryParse(names[4], out ModuleUid uid))
        {
            BrokenPromiseException.ThrowUnless(
                ModuleUid.Parse(uid.ToString()) == uid,
                "A module UID reads back as itself."
            );
        }

        if (string.IsNullOrWhiteSpace(names[0]))
        {
            return null;
        }

        var options = new PretrainedLoadOptions
        {
            Revision = names[1],
            ConfigFileName = names[2],
            Subfolder = names[3].Length == 0 ? null : names[3],
            CacheDirectory = _cache.Directory,
            LocalFilesOnly = true,
            Environment = Nothing,
        };
        if (
            names[0].Count(character => character == '/') == 1
            && !string.IsNullOrWhiteSpace(names[2])
            && _cache.TryGetFile(names[0], names[2], names[1]) is { } path
        )
        {
            BrokenPromiseException.ThrowUnless(
                Path.GetFullPath(path)
                    .StartsWith(_cache.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal),
                "A cached file is in the cache."
            );
        }

        _ = ModelResolution.Explain(names[0], options);
        return (DistributedMixtralConfig.FromPretrained(names[0], null, options), names[4]);
    }

    public void Use(object accepted)
    {
        (DistributedMixtralConfig config, string chain) = ((DistributedMixtralConfig, string))accepted;
        BrokenPromiseException.ThrowUnless(
            !config.LoadedFrom!.Contains("outside", StringComparison.Ordinal) || config.CommitHash is null,
            "A file outside of the cache has no commit."
        );
        try
        {
            BrokenPromiseException.ThrowUnless(
                ModuleUid.JoinChain(chain.Split(' ').Select(ModuleUid.Parse)) == chain,
                "A chain joins."
            );
        }
        catch (PretrainedConfigException)
        {
            // The text is not a valid chain.
        }
    }

    public void Dispose() => _scratch.Dispose();
}
