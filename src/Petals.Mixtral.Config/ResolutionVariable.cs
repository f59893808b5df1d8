namespace Petals.Mixtral.Config;

/// <summary>An environment variable, and whether it counted.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; <see langword="null"/> where it is not set or blank. Of a variable that may hold a
/// secret only that it is set.</param>
/// <param name="Decides">What it decided, such as <c>the cache directory</c>; <see langword="null"/> where it made no
/// difference.</param>
public sealed record ResolutionVariable(string Name, string? Value, string? Decides);
