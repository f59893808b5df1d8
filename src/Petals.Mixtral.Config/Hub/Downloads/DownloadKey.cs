using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>All that makes one download another than the next: callers with the same key get the same answer.</summary>
internal sealed record DownloadKey(
    Uri Url,
    string RepoFolder,
    Revision Revision,
    RepoFilePath File,
    AccessToken? Token,
    HttpClient? Client,
    bool ForceDownload,
    bool MustBeJsonObject,
    long? MaxSize);
