namespace Petals.Mixtral.Config.Tests.Blocks;

/// <summary>A size that is not positive is an error that names its key in each result that depends on it. It changes no
/// other result.</summary>
public sealed class SizeErrorTests
{
    private static readonly DistributedMixtralConfig Sound = new() { PreSeqLen = 4, TuningMode = TuningMode.DeepPTune };

    private static readonly Dictionary<string, string> Keys = new()
    {
        ["vocab_size"] = nameof(IMixtralConfig.VocabSize),
        ["hidden_size"] = nameof(IMixtralConfig.HiddenSize),
        ["intermediate_size"] = nameof(IMixtralConfig.IntermediateSize),
        ["num_hidden_layers"] = nameof(IMixtralConfig.NumHiddenLayers),
        ["num_attention_heads"] = nameof(IMixtralConfig.NumAttentionHeads),
        ["num_key_value_heads"] = nameof(IMixtralConfig.NumKeyValueHeads),
        ["head_dim"] = nameof(IMixtralConfig.HeadDim),
        ["num_local_experts"] = nameof(IMixtralConfig.NumLocalExperts),
        ["num_experts_per_tok"] = nameof(IMixtralConfig.NumExpertsPerTok),
        ["pre_seq_len"] = nameof(IPTuneConfig.PreSeqLen),
    };

    private static readonly Dictionary<string, Func<DistributedMixtralConfig, object>> Members = new()
    {
        [nameof(IMixtralConfig.ParameterCount)] = config => config.ParameterCount,
        [nameof(IMixtralConfig.ActiveParameterCount)] = config => config.ActiveParameterCount,
        [nameof(IMixtralConfig.TensorsOutsideBlocks)] = config => string.Join(' ', config.TensorsOutsideBlocks),
        [nameof(DistributedMixtralConfig.Blocks)] = config => config.Blocks.Count,
        [nameof(WrappedMixtralBlock)] = config => string.Join(' ', config.Blocks[0].Tensors),
        [nameof(MixtralAttention)] = MixtralAttention.FromConfig,
        [nameof(DistributedMixtralConfig.PromptTensors)] = config => string.Join(' ', config.PromptTensors),
        ["Cache as Petals counts"] = config => config.GetAttentionCacheBytes(CacheSizing.Petals, 100),
        ["Real size of the cache"] = config => config.GetAttentionCacheBytes(CacheSizing.KeyValueHeads, 100),
        [nameof(DistributedMixtralConfig.GetAttentionCacheTensors)] = config =>
            string.Join(' ', config.GetAttentionCacheTensors(1, 1)),
        [nameof(DistributedMixtralConfig.GetBackwardReserveBytes)] = config => config.GetBackwardReserveBytes(),
        [nameof(DistributedMixtralConfig.PlanBlocks)] = config => config.PlanBlocks(1L << 35).FreeBytes,
    };

    public static TheoryData<string, string> Cases =>
        [.. from member in Members.Keys from key in Keys.Keys select (member, key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_size_that_is_not_positive_is_an_error_that_names_its_key(string member, string key)
    {
        foreach (int size in new[] { 0, -1, -4096, int.MinValue })
        {
            Check(Sound, member, key, size);
            Check(Sound with { HeadDim = 64 }, member, key, size);
        }
    }

    [Theory]
    [InlineData(nameof(IMixtralConfig.TensorsOutsideBlocks), "vocab_size", "hidden_size")]
    [InlineData(
        nameof(IMixtralConfig.ParameterCount),
        "vocab_size",
        "hidden_size",
        "intermediate_size",
        "num_hidden_layers",
        "num_attention_heads",
        "num_key_value_heads",
        "head_dim",
        "num_local_experts"
    )]
    [InlineData(nameof(IMixtralConfig.ActiveParameterCount), "num_experts_per_tok")]
    [InlineData(nameof(DistributedMixtralConfig.GetBackwardReserveBytes), "hidden_size")]
    [InlineData(nameof(DistributedMixtralConfig.PromptTensors), "pre_seq_len", "hidden_size", "num_hidden_layers")]
    [InlineData("Real size of the cache", "num_key_value_heads", "head_dim")]
    [InlineData(nameof(DistributedMixtralConfig.PlanBlocks), "num_hidden_layers", "hidden_size", "num_local_experts")]
    public void A_result_throws_when_a_size_on_which_it_depends_is_0(string member, params string[] keys)
    {
        foreach (string key in keys)
        {
            DistributedMixtralConfig broken = Records.With(Sound, Keys[key], 0);
            Throws<PretrainedConfigException>(() => Members[member](broken), $"{key} is 0; it must be positive.");
        }
    }

    [Fact]
    public void A_head_size_of_zero_is_an_error_that_names_its_divisor() =>
        Throws<PretrainedConfigException>(
            () => MixtralAttention.FromConfig(new MixtralConfig { HiddenSize = 31, NumAttentionHeads = 32 }),
            "hidden_size / num_attention_heads is 0; it must be positive."
        );

    [Fact]
    public void The_attention_of_null_is_refused() =>
        Throws<ArgumentNullException>(() => MixtralAttention.FromConfig(null!), parameter: "config");

    private static void Check(DistributedMixtralConfig sound, string member, string key, int size)
    {
        DistributedMixtralConfig broken = Records.With(sound, Keys[key], size);
        try
        {
            Members[member](broken).Should().Be(Members[member](sound), "{0} of {1} must not change it", key, size);
        }
        catch (PretrainedConfigException error)
        {
            error.Message.Should().StartWith($"{key} is {size}; ").And.EndWith("it must be positive.");
        }
    }
}
