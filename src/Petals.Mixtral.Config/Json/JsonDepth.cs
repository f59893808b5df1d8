namespace Petals.Mixtral.Config.Json;

/// <summary>How deep objects and arrays may nest, so that walking them needs no more than a small stack. Python stops
/// near 1000.</summary>
internal static class JsonDepth
{
    /// <summary>In a whole text.</summary>
    public const int Max = 256;

    /// <summary>In a value that a caller gives, which is to stand up to two levels deep in a text.</summary>
    public const int MaxGiven = Max - 2;
}
