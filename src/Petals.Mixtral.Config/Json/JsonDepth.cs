namespace Petals.Mixtral.Config.Json;

/// <summary>
/// The deepest nesting of objects and arrays. It bounds the stack that a walk needs. Python's own limit is near 1000.
/// </summary>
internal static class JsonDepth
{
    /// <summary>The limit for a whole text.</summary>
    public const int Max = 256;

    /// <summary>The limit for a value that the caller gives. A text may contain it up to two levels deep.</summary>
    public const int MaxGiven = Max - 2;
}
