namespace Petals.Mixtral.Config.Checkpoints;

/// <summary>A shape as it is shown: of one from a file, which may have any number of dimensions, only so many as a
/// message should have.</summary>
internal static class ShapeText
{
    private const int MaxShown = 8;

    public static string Of(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Take(MaxShown))}{(shape.Count > MaxShown ? ", …" : "")}]";
}
