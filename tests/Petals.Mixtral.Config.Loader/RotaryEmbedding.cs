namespace Petals.Mixtral.Config.Loader;

/// <summary>Rotates the halves of a query or key by angles that grow with its position.</summary>
internal sealed class RotaryEmbedding(int headDim, double theta)
{
    public void Apply(Span<float> head, int position)
    {
        int half = headDim / 2;
        for (int i = 0; i < half; i++)
        {
            (float sin, float cos) = MathF.SinCos(position * (float)Math.Pow(theta, -2.0 * i / headDim));
            (float first, float second) = (head[i], head[i + half]);
            head[i] = (first * cos) - (second * sin);
            head[i + half] = (second * cos) + (first * sin);
        }
    }
}
