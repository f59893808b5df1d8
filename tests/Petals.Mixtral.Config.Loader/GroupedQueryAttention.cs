using System.Numerics.Tensors;
using Petals.Mixtral.Config.Blocks;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Loader;

/// <summary>Causal self-attention, in which several query heads share one key-value head.</summary>
internal sealed class GroupedQueryAttention(DistributedMixtralConfig config, CheckpointTensors tensors, string prefix)
{
    private readonly MixtralAttention _heads = MixtralAttention.FromConfig(config);
    private readonly RotaryEmbedding _rotary = new(config.EffectiveHeadDim, config.RopeTheta);
    private readonly int _window = config.SlidingWindow ?? int.MaxValue;
    private readonly Matrix _query = Matrix.Read(tensors.GetTensor($"{prefix}q_proj.weight"));
    private readonly Matrix _key = Matrix.Read(tensors.GetTensor($"{prefix}k_proj.weight"));
    private readonly Matrix _value = Matrix.Read(tensors.GetTensor($"{prefix}v_proj.weight"));
    private readonly Matrix _output = Matrix.Read(tensors.GetTensor($"{prefix}o_proj.weight"));

    public Matrix Forward(Matrix hidden)
    {
        Matrix queries = Rotate(hidden.Times(_query));
        Matrix keys = Rotate(hidden.Times(_key));
        Matrix values = hidden.Times(_value);
        var mixed = new Matrix(hidden.Rows, queries.Columns);
        Parallel.For(
            0,
            _heads.NumHeads,
            head =>
            {
                int group = head / config.AttentionGroups;
                for (int position = 0; position < hidden.Rows; position++)
                {
                    Attend(queries, keys, values, head, group, position).CopyTo(Head(mixed, position, head));
                }
            }
        );
        return mixed.Times(_output);
    }

    /// <summary>One position sees itself and the positions before it, at most as many as the sliding window.</summary>
    private float[] Attend(Matrix queries, Matrix keys, Matrix values, int head, int group, int position)
    {
        int first = Math.Max(0, position - _window + 1);
        float[] scores = new float[position - first + 1];
        for (int i = 0; i < scores.Length; i++)
        {
            float product = TensorPrimitives.Dot<float>(Head(queries, position, head), Head(keys, first + i, group));
            scores[i] = product / MathF.Sqrt(_heads.HeadDim);
        }

        TensorPrimitives.SoftMax<float>(scores, scores);
        float[] result = new float[_heads.HeadDim];
        for (int i = 0; i < scores.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(Head(values, first + i, group), scores[i], result, result);
        }

        return result;
    }

    private Matrix Rotate(Matrix heads)
    {
        for (int position = 0; position < heads.Rows; position++)
        {
            for (int head = 0; head < heads.Columns / _heads.HeadDim; head++)
            {
                _rotary.Apply(Head(heads, position, head), position);
            }
        }

        return heads;
    }

    private Span<float> Head(Matrix heads, int position, int head) =>
        heads[position].Slice(head * _heads.HeadDim, _heads.HeadDim);
}
