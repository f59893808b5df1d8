namespace Petals.Mixtral.Config.Hub;

/// <summary>How far a download has come.</summary>
/// <param name="BytesReceived">The bytes that have arrived in this attempt; a retry begins at 0 again.</param>
/// <param name="TotalBytes">The size of the file in bytes; <see langword="null"/> where the Hub does not say
/// it.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
