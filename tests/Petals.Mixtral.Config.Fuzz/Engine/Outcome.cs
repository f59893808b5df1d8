namespace Petals.Mixtral.Config.Fuzz.Engine;

/// <summary>What came of one input.</summary>
/// <param name="IsAccepted">Whether the library took it.</param>
/// <param name="Allocated">The bytes that reading it allocated.</param>
/// <param name="Elapsed">How long all of it took.</param>
/// <param name="Failure">What is wrong; <see langword="null"/> where all is well.</param>
internal readonly record struct Outcome(bool IsAccepted, long Allocated, TimeSpan Elapsed, string? Failure);
