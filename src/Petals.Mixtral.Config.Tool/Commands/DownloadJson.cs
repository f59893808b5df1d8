using Petals.Mixtral.Config.Checkpoints;

namespace Petals.Mixtral.Config.Tool.Commands;

/// <summary>The JSON of a download of weights.</summary>
/// <param name="CommitHash">The commit of all files.</param>
/// <param name="Files">The files, with their sizes in bytes.</param>
/// <param name="TotalSize">The size of all files in bytes.</param>
/// <param name="Index">The path of the index in the cache; null if nothing was downloaded.</param>
internal sealed record DownloadJson(
    string CommitHash,
    IReadOnlyList<DownloadJson.File> Files,
    long TotalSize,
    string? Index
)
{
    public static DownloadJson Create(CheckpointDownload plan, CheckpointIndex? index) =>
        new(
            plan.CommitHash,
            [.. plan.Files.Select(file => new File(file.Path, file.Size))],
            plan.TotalSize,
            index?.Path
        );

    internal sealed record File(string Path, long Size);
}
