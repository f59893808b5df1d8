namespace Petals.Mixtral.Config.Hub;

/// <summary>The progress of a download.</summary>
/// <param name="BytesReceived">The bytes that have arrived in this attempt. A retry starts at 0.</param>
/// <param name="TotalBytes">The size of the file in bytes; <see langword="null"/> if the Hub does not report
/// it.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
