namespace Petals.Mixtral.Config.Hub;

/// <summary>How much of a file has been downloaded.</summary>
public sealed class DownloadProgress(long bytesReceived, long? totalBytes, double? bytesPerSecond)
{
    /// <summary>The bytes of the file that have arrived, including those of earlier attempts and runs.</summary>
    public long BytesReceived { get; } = bytesReceived;

    /// <summary>The size of the file in bytes; <see langword="null"/> if the Hub does not state it.</summary>
    public long? TotalBytes { get; } = totalBytes;

    /// <summary>The mean rate of this attempt in bytes per second; <see langword="null"/> at its
    /// beginning.</summary>
    public double? BytesPerSecond { get; } = bytesPerSecond;
}
