namespace Petals.Mixtral.Config.Hub;

/// <summary>A blob whose content does not match the hash in its name, or that cannot be read.</summary>
/// <param name="Path">The full path of the blob. To repair it, delete it and download the file again.</param>
/// <param name="Expected">The hash that is its name: git's blob SHA-1 (40 digits) or SHA-256 (64 digits).</param>
/// <param name="Found">The hash of its content, or why it could not be read.</param>
public sealed record DamagedBlob(string Path, string Expected, string Found);
