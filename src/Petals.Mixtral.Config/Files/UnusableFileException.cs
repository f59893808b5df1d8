namespace Petals.Mixtral.Config.Files;

/// <summary>A file that the system reads without an error, but whose content is not usable.</summary>
internal sealed class UnusableFileException(string message) : IOException(message);
