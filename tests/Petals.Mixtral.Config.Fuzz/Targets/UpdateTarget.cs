using System.Text.Json;
using Petals.Mixtral.Config.Fuzz.Engine;
using Petals.Mixtral.Config.Fuzz.Mutation;

namespace Petals.Mixtral.Config.Fuzz.Targets;

/// <summary>Updates of a config: a key, its value as JSON, and an update string.</summary>
internal sealed class UpdateTarget : IFuzzTarget
{
    private readonly DistributedMixtralConfig _config = DistributedMixtralConfig.FromJson(Targets.Seeds.LargeConfig);

    public string Name => "update";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        InputFields.Of("max_retries", "3", "max_pinged=5,hidden_act=gelu"),
        InputFields.Of(
            "initial_peers",
            """["/ip4/10.0.0.1/tcp/31337/p2p/Qm"]""",
            "use_cache=false,connect_timeout=2.5"
        ),
        InputFields.Of("num_labels", "7", "rope_theta=1e6"),
        InputFields.Of("id2label", """{"0": "a"}""", "temperature=0.5,top_k=1_0"),
        InputFields.Of("rope_parameters", """{"rope_theta": 5}""", "rms_norm_eps=inf"),
        InputFields.Of("torch_dtype", "\"float16\"", ""),
        InputFields.Of("ping_timeout", """{"__float__": "Infinity"}""", ""),
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        .. new DistributedMixtralConfig().DescribeSettings().Select(setting => setting.Key),
        "num_labels",
        "model_type",
        "temperature",
        "dtype",
        ",",
        "=",
    ];

    public AllocationLimit LimitOf(byte[] input) => LabelCount.LimitOf(input);

    public object? Read(byte[] input)
    {
        string[] fields = InputFields.Split(input, 3);
        DistributedMixtralConfig config = _config;
        if (!string.IsNullOrWhiteSpace(fields[0]) && TryParse(fields[1]) is { } value)
        {
            config = config.Update(fields[0], value);
        }

        return fields[2].Length == 0 ? config : config.UpdateFromString(fields[2]);
    }

    public void Use(object accepted) => AcceptedConfig.UseChanged((DistributedMixtralConfig)accepted);

    public void Dispose() { }

    /// <summary>The parser of the caller may allow any depth.</summary>
    private static JsonElement? TryParse(string json)
    {
        try
        {
            return JsonElement.Parse(Encoding.UTF8.GetBytes(json), new JsonDocumentOptions { MaxDepth = 2000 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
