using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// Callers with the same key share one download. A blocking caller does not share an asynchronous one, whose work may
/// need the thread that it would block; only the lock file coordinates the two. The time-outs of requests and the use of
/// links are those of the first caller: they do not change the result.
/// </summary>
internal sealed record DownloadKey(
    Uri Url,
    string RepoFolder,
    Revision Revision,
    RepoFilePath File,
    AccessToken? Token,
    HttpClient? Client,
    bool IsAsync,
    bool ForceDownload,
    bool MustBeJsonObject,
    long? MaxSize
);
