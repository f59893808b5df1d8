using Petals.Mixtral.Config.Hub.Http;

namespace Petals.Mixtral.Config.Hub.Downloads;

/// <summary>
/// All that makes one download another than the next: callers with the same key get the same answer. A caller that
/// blocks does not wait for one that awaits, whose work may need the very thread that it would block; between the two
/// there is the lock file. How long to wait, and whether to write links, say the variables of whoever comes first: they
/// change nothing of what the others get.
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
