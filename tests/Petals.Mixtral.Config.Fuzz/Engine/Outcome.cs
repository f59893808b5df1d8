namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>The result of one input.</summary>
/// <param name="IsAccepted">Whether the library accepted it.</param>
/// <param name="Allocated">The bytes that reading it allocated.</param>
/// <param name="Elapsed">The time for reading and using it.</param>
/// <param name="Failure">What is wrong. Null if nothing is.</param>
internal readonly record struct Outcome(bool IsAccepted, long Allocated, TimeSpan Elapsed, string? Failure);
