namespace Petals.Mixtral.Config.Hub;

/// <summary>How much of a file has been downloaded.</summary>
public sealed class DownloadProgress
{
    internal DownloadProgress(long bytesReceived, long? totalBytes)
    {
        BytesReceived = bytesReceived;
        TotalBytes = totalBytes;
    }

    /// <summary>The bytes that this attempt received; a retry begins at 0 again.</summary>
    public long BytesReceived { get; }

    /// <summary>The size of the file in bytes; <see langword="null"/> if the Hub does not state it.</summary>
    public long? TotalBytes { get; }
}
