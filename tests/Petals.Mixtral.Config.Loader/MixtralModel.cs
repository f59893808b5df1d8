using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Loader;

/// <summary>A Mixtral model that computes on the CPU in single precision. A block is in memory only while it
/// runs.</summary>
internal sealed class MixtralModel : IDisposable
{
    private readonly DistributedMixtralConfig _config;
    private readonly CheckpointTensors _tensors;

    private MixtralModel(DistributedMixtralConfig config, CheckpointTensors tensors)
    {
        _config = config;
        _tensors = tensors;
    }

    public static MixtralModel Load(string modelNameOrPath, PretrainedLoadOptions? options = null)
    {
        var config = DistributedMixtralConfig.FromPretrained(modelNameOrPath, options);
        config.EnsureValid();
        return config.HiddenAct is "silu" or "swish"
            ? new MixtralModel(config, CheckpointIndex.Load(modelNameOrPath, options).OpenTensors())
            : throw new NotSupportedException($"hidden_act is {config.HiddenAct}; this program computes silu only.");
    }

    public ForwardPass Forward(IReadOnlyList<int> inputIds)
    {
        Matrix hidden = Embed(inputIds);
        var pass = new ForwardPass();
        pass.Add("embed_tokens", hidden);
        foreach (WrappedMixtralBlock block in _config.Blocks)
        {
            pass.Experts.Add(RunBlock(block, hidden));
            if (block.LayerIndex < _config.NumHiddenLayers - 1)
            {
                pass.Add($"block {block.LayerIndex}", hidden);
            }
        }

        hidden = Normalize(hidden, "model.norm.weight");
        pass.Add($"model.norm of block {_config.NumHiddenLayers - 1}", hidden);
        string head = _config.TieWordEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight";
        pass.Logits = hidden.Times(Matrix.Read(_tensors.GetTensor(head)));
        return pass;
    }

    public void Dispose() => _tensors.Dispose();

    /// <summary>Reads one row of the embeddings for each token, and no other.</summary>
    private Matrix Embed(IReadOnlyList<int> inputIds)
    {
        StoredTensor embeddings = _tensors.GetTensor("model.embed_tokens.weight");
        var hidden = new Matrix(inputIds.Count, _config.HiddenSize);
        for (int i = 0; i < inputIds.Count; i++)
        {
            embeddings[inputIds[i]].ReadFloats(hidden[i]);
        }

        return hidden;
    }

    /// <summary>Adds the output of a block to the hidden states. Returns the experts of each token.</summary>
    private int[][] RunBlock(WrappedMixtralBlock block, Matrix hidden)
    {
        string prefix = block.WeightPrefix;
        var attention = new GroupedQueryAttention(_config, _tensors, $"{prefix}self_attn.");
        hidden.Add(attention.Forward(Normalize(hidden, $"{prefix}input_layernorm.weight")));
        var experts = new SparseExperts(_config, _tensors, $"{prefix}block_sparse_moe.");
        (Matrix output, int[][] chosen) = experts.Forward(
            Normalize(hidden, $"{prefix}post_attention_layernorm.weight")
        );
        hidden.Add(output);
        return chosen;
    }

    private Matrix Normalize(Matrix hidden, string weights) =>
        hidden.Normalize(_tensors.GetTensor(weights).ToFloatArray(), _config.RmsNormEps);
}
