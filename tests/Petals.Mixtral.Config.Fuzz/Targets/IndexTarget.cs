using Petals.Mixtral.Config.Checkpoints;
using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The index of a checkpoint, beside its shards.</summary>
internal sealed class IndexTarget : IFuzzTarget
{
    private readonly ScratchDirectory _scratch = new();
    private readonly string _index;
    private readonly DistributedMixtralConfig _config = DistributedMixtralConfig.FromJson(Targets.Seeds.MicroConfig);

    public IndexTarget()
    {
        for (int shard = 1; shard <= 3; shard++)
        {
            string name = $"model-0000{shard}-of-00003.safetensors";
            _scratch.Write($"model/{name}", Targets.Seeds.Read($"{Targets.Seeds.MicroSnapshot}{name}"));
        }

        _scratch.Write("outside.safetensors", [1]);
        _index = _scratch.Write("model/model.safetensors.index.json", []);
    }

    public string Name => "index";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Targets.Seeds.All(".index.json"),
        Encoding.UTF8.GetBytes(
            """{"metadata": {"total_size": 12.0}, "weight_map": {"lm_head.weight": "model-00003-of-00003.safetensors", "model.layers.0.x": "a/b.safetensors"}}"""
        ),
        Encoding.UTF8.GetBytes("""{"weight_map": {}}"""),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "\"metadata\"",
        "\"total_size\"",
        "\"weight_map\"",
        "\"model-00001-of-00003.safetensors\"",
        "\"model-00002-of-00003.safetensors\"",
        "\"../outside.safetensors\"",
        "\"/dev/zero\"",
        "\"model.layers.1.self_attn.q_proj.weight\"",
        "\"model.layers.0.mlp.gate.weight\"",
        "\"model.layers.99999999999.x\"",
        "\"model.layers.2147483647.x\"",
        "\"model.norm.weight\"",
        "\"lm_head.weight\"",
    ];

    public AllocationLimit LimitOf(byte[] input) => new(256 * 1024, 128);

    public object? Read(byte[] input)
    {
        File.WriteAllBytes(_index, input);
        return input.Length == 0 ? null : CheckpointIndex.Load(_scratch.Combine("model"));
    }

    public void Use(object accepted)
    {
        var index = (CheckpointIndex)accepted;
        CheckpointReport report = index.Verify(_config);
        BrokenPromiseException.ThrowUnless(
            report.Findings.All(finding => !finding.ToString().Any(char.IsControl)),
            "A finding is one line."
        );
        foreach (string shard in index.ShardFiles)
        {
            BrokenPromiseException.ThrowUnless(
                index.GetShardPath(shard).StartsWith(_scratch.Combine("model/"), StringComparison.Ordinal),
                "A shard is in the folder."
            );
        }

        try
        {
            BrokenPromiseException.ThrowUnless(
                index.FindShardFiles(_config.Blocks[0]).Count > 0,
                "A block that is there is in a file."
            );
        }
        catch (BlockNotFoundException)
        {
            // The shard may be missing.
        }
    }

    public void Dispose() => _scratch.Dispose();
}
