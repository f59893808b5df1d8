using System.Numerics.Tensors;
using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Loader;

/// <summary>A matrix in row-major order: weights, or one row of activations for each token.</summary>
internal sealed record Matrix(float[] Values, int Columns)
{
    public Matrix(int rows, int columns)
        : this(new float[rows * columns], columns) { }

    public int Rows => Values.Length / Columns;

    public Span<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    public static Matrix Read(StoredTensor tensor) => new(tensor.ToFloatArray(), (int)tensor.Shape[^1]);

    /// <summary>Applies a linear layer without bias: multiplies each row by each row of the weights.</summary>
    public Matrix Times(Matrix weights)
    {
        var result = new Matrix(Rows, weights.Rows);
        Parallel.For(
            0,
            weights.Rows,
            output =>
            {
                for (int row = 0; row < Rows; row++)
                {
                    result[row][output] = TensorPrimitives.Dot<float>(this[row], weights[output]);
                }
            }
        );
        return result;
    }

    public void Add(Matrix other) => TensorPrimitives.Add(Values, other.Values, Values);

    /// <summary>Normalises each row by its root mean square.</summary>
    public Matrix Normalize(ReadOnlySpan<float> weights, double epsilon)
    {
        var result = new Matrix(Rows, Columns);
        for (int row = 0; row < Rows; row++)
        {
            float meanSquare = TensorPrimitives.SumOfSquares<float>(this[row]) / Columns;
            TensorPrimitives.Multiply(this[row], 1 / MathF.Sqrt(meanSquare + (float)epsilon), result[row]);
            TensorPrimitives.Multiply(result[row], weights, result[row]);
        }

        return result;
    }
}
