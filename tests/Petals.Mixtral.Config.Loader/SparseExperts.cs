using System.Numerics.Tensors;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Loader;

/// <summary>The router, which chooses a few experts for each token, and the experts.</summary>
internal sealed class SparseExperts(DistributedMixtralConfig config, CheckpointTensors tensors, string prefix)
{
    private readonly Matrix _router = Matrix.Read(tensors.GetTensor($"{prefix}gate.weight"));

    /// <returns>The output, and the experts of each token, the best first.</returns>
    public (Matrix Output, int[][] Experts) Forward(Matrix hidden)
    {
        Matrix scores = hidden.Times(_router);
        int[][] chosen = new int[hidden.Rows][];
        for (int token = 0; token < hidden.Rows; token++)
        {
            TensorPrimitives.SoftMax(scores[token], scores[token]);
            float[] probabilities = scores[token].ToArray();
            chosen[token] =
            [
                .. Enumerable
                    .Range(0, probabilities.Length)
                    .OrderByDescending(expert => probabilities[expert])
                    .Take(config.NumExpertsPerTok),
            ];
        }

        var output = new Matrix(hidden.Rows, hidden.Columns);
        for (int expert = 0; expert < config.NumLocalExperts; expert++)
        {
            int[] tokens = [.. Enumerable.Range(0, hidden.Rows).Where(token => chosen[token].Contains(expert))];
            if (tokens.Length == 0)
            {
                continue; // Its weights are not even read.
            }

            Matrix result = RunExpert(expert, Select(hidden, tokens));
            for (int i = 0; i < tokens.Length; i++)
            {
                Span<float> token = output[tokens[i]];
                TensorPrimitives.MultiplyAdd(result[i], WeightOf(expert, tokens[i]), token, token);
            }
        }

        return (output, chosen);

        float WeightOf(int expert, int token)
        {
            Matrix probabilities = scores;
            return probabilities[token][expert] / chosen[token].Sum(other => probabilities[token][other]);
        }
    }

    /// <summary>The gated linear unit of one expert: w2(silu(w1 x) * w3 x).</summary>
    private Matrix RunExpert(int expert, Matrix hidden)
    {
        Matrix gate = hidden.Times(Weights(expert, "w1"));
        Matrix up = hidden.Times(Weights(expert, "w3"));
        var sigmoid = new Matrix(gate.Rows, gate.Columns);
        TensorPrimitives.Sigmoid<float>(gate.Values, sigmoid.Values);
        TensorPrimitives.Multiply(gate.Values, sigmoid.Values, gate.Values);
        TensorPrimitives.Multiply(gate.Values, up.Values, gate.Values);
        return gate.Times(Weights(expert, "w2"));
    }

    private Matrix Weights(int expert, string name) =>
        Matrix.Read(tensors.GetTensor($"{prefix}experts.{expert}.{name}.weight"));

    private static Matrix Select(Matrix hidden, int[] rows)
    {
        var selected = new Matrix(rows.Length, hidden.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            hidden[rows[i]].CopyTo(selected[i]);
        }

        return selected;
    }
}
