namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>
/// Formats a shape for a message. It is cut, because a shape from a file may have any number of dimensions.
/// </summary>
internal static class ShapeText
{
    private const int MaxShown = 8;

    public static string Format(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Take(MaxShown))}{(shape.Count > MaxShown ? ", …" : "")}]";
}
