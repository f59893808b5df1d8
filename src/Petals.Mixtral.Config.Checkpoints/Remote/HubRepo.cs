using System.Runtime.ExceptionServices;
using Petals.Mixtral.Config.Calls;
using Petals.Mixtral.Config.Hub;
using Petals.Mixtral.Config.Loading;
using Petals.Mixtral.Config.Texts;

namespace Petals.Mixtral.Config.Checkpoints.Remote;

/// <summary>One commit of a repo on the Hub, for calls that block or await.</summary>
#pragma warning disable CA1849 // Call async methods: blocking is one of the two modes.
internal sealed class HubRepo(string repoId, PretrainedLoadOptions options) : IDisposable
{
    private readonly HubClient _client = new(
        new HubClientOptions
        {
            CacheDirectory = options.CacheDirectory,
            LocalFilesOnly = options.LocalFilesOnly,
            Token = options.Token,
            Endpoint = options.Endpoint,
            HttpClient = options.HttpClient,
            LoggerFactory = options.LoggerFactory,
            Environment = options.Environment,
        }
    );

    public string RepoId => repoId;

    public PretrainedLoadOptions Options => options;

    /// <summary>Returns the options with the commit of the revision: that of the cached config, which is downloaded if
    /// it is not in the cache.</summary>
    /// <exception cref="ArgumentException">The argument is blank, or a path on this machine.</exception>
    public static async ValueTask<PretrainedLoadOptions> PinAsync(
        CallMode mode,
        string repoId,
        PretrainedLoadOptions? options
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(repoId);
        options ??= PretrainedLoadOptions.Default;
        if (LocalPath.LooksLikeOne(repoId) || LocalPath.TryFindFolder(repoId, options) is not null)
        {
            throw new ArgumentException(
                $"'{AddressText.WithoutSecrets(repoId)}' is a path on this machine; give a repo id.",
                nameof(repoId)
            );
        }

        using var repo = new HubRepo(repoId, options);
        HubFile config = await repo.DownloadAsync(mode, options.ConfigFileName, isJson: true).ConfigureAwait(false);
        return options with { Revision = config.CommitHash, ForceDownload = false };
    }

    public ValueTask<HubFile> DownloadAsync(
        CallMode mode,
        string file,
        bool isJson = false,
        IProgress<DownloadProgress>? progress = null
    )
    {
        var download = new HubDownloadOptions
        {
            Revision = options.Revision,
            Subfolder = options.Subfolder,
            ForceDownload = options.ForceDownload,
            MustBeJsonObject = isJson,
            MaxSize = isJson ? WeightMapReader.MaxSize : null,
            Progress = progress,
        };
        return mode.IsAsync
            ? new(_client.DownloadAsync(repoId, file, download, mode.Cancellation))
            : new(_client.Download(repoId, file, download));
    }

    /// <summary>Lists the files of the subfolder by their names in it.</summary>
    public async ValueTask<IReadOnlyDictionary<string, HubFileEntry>> ListAsync(CallMode mode)
    {
        IReadOnlyList<HubFileEntry> files = mode.IsAsync
            ? await _client.ListFilesAsync(repoId, options.Revision, mode.Cancellation).ConfigureAwait(false)
            : _client.ListFiles(repoId, options.Revision);
        string folder = RepoFilePath.Parse("x", options.Subfolder).Value[..^1];
        return files
            .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal))
            .DistinctBy(file => file.Path)
            .ToDictionary(file => file.Path[folder.Length..], StringComparer.Ordinal);
    }

    /// <summary>Reads a part of a file. Returns fewer bytes than the buffer has only at the end of the file.</summary>
    public ValueTask<int> ReadAsync(CallMode mode, string file, long offset, Memory<byte> buffer)
    {
        var part = new HubDownloadOptions { Revision = options.Revision, Subfolder = options.Subfolder };
        return mode.IsAsync
            ? new(_client.ReadRangeAsync(repoId, file, offset, buffer, part, mode.Cancellation))
            : new(_client.ReadRange(repoId, file, offset, buffer, part));
    }

    /// <summary>Does some work for each item, several at the same time.</summary>
    public static async ValueTask ForEachAsync<T>(
        CallMode mode,
        IEnumerable<T> items,
        int degree,
        Func<CallMode, T, ValueTask> work
    )
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = mode.Cancellation };
        if (mode.IsAsync)
        {
            await Parallel
                .ForEachAsync(items, parallel, (item, cancellation) => work(CallMode.Awaiting(cancellation), item))
                .ConfigureAwait(false);
            return;
        }

        try
        {
            Parallel.ForEach(items, parallel, item => work(mode, item).AsTask().GetAwaiter().GetResult());
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    public void Dispose() => _client.Dispose();
}
