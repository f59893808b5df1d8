using Petals.Mixtral.Config.Fuzz.Engine;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>The bytes of config.json.</summary>
internal sealed class ConfigTarget : IFuzzTarget
{
    private static readonly string[] Strange =
    [
        "{}",
        """{"num_labels": 3, "pruned_heads": {"1": [0, 2]}, "task_specific_params": {"a": {"b": [1, 2.50]}}, "x": {"__float__": "NaN"}}""",
        """{"rope_parameters": {"rope_theta": 1e6, "rope_type": "default"}, "dtype": "bfloat16", "head_dim": 128, "rope_scaling": null, "num_experts": 4}""",
        """{"eos_token_id": [2, 3], "request_timeout": Infinity, "rms_norm_eps": NaN, "initial_peers": ["/ip4/10.0.0.1/tcp/31337/p2p/Qm"], "show_route": true}""",
        """{"id2label": {"0": "a", "1": "b"}, "label2id": {"a": "0", "b": 1}, "problem_type": "regression", "max_length": 20, "temperature": 1.0}""",
        """{"torch_dtype": "float32", "tuning_mode": "ptune", "pre_seq_len": 16, "use_chunked_forward": "auto", "dht_prefix": "a", "key": "\ud800 \u00e9 é"}""",
    ];

    public string Name => "config";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [.. Targets.Seeds.All("/config.json").Concat(Strange.Select(Encoding.UTF8.GetBytes))];

    public IReadOnlyList<string> Words { get; } =
    [
        .. new DistributedMixtralConfig().DescribeSettings().Select(setting => $"\"{setting.Key}\""),
        .. new DistributedMixtralConfig()
            .DescribeSettings()
            .Select(setting => setting.Value)
            .Where(value => value.Length < 50)
            .Distinct(),
        "\"model_type\"",
        "\"mixtral\"",
        "\"rope_parameters\"",
        "\"num_labels\"",
        "\"dtype\"",
        "\"num_experts\"",
        "\"name_or_path\"",
        "\"auto_map\"",
        "\"__float__\"",
        "\"temperature\"",
    ];

    public AllocationLimit LimitOf(byte[] input) => LabelCount.LimitOf(input);

    public object? Read(byte[] input) => (DistributedMixtralConfig.FromJson(input), MixtralConfig.FromJson(input));

    public void Use(object accepted)
    {
        (DistributedMixtralConfig config, MixtralConfig model) = ((DistributedMixtralConfig, MixtralConfig))accepted;
        AcceptedConfig.Use(config);
        AcceptedConfig.Use(model);
    }

    public void Dispose() { }
}
