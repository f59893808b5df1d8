namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>What a test of a download needs: a Hub, an empty cache, an environment, and a clock on which waiting takes
/// no time.</summary>
internal sealed class HubFixture : IAsyncDisposable
{
    private HubFixture(FakeHub hub, TempDirectory directory) => (Hub, Directory) = (hub, directory);

    public FakeHub Hub { get; }

    public TempDirectory Directory { get; }

    public InstantClock Clock { get; } = new();

    public RecordingLoggerFactory Log { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public HubCacheBuilder Cache => new(Directory);

    public ConfigEnvironment Environment => new(Variables.GetValueOrDefault, Directory.Path) { Clock = Clock };

    public PretrainedLoadOptions Options =>
        new()
        {
            CacheDirectory = Cache.Directory,
            Endpoint = Hub.Endpoint,
            Environment = Environment,
            LoggerFactory = Log,
        };

    public HubClientOptions ClientOptions =>
        new()
        {
            CacheDirectory = Cache.Directory,
            Endpoint = Hub.Endpoint,
            Environment = Environment,
            LoggerFactory = Log,
        };

    public static async Task<HubFixture> CreateAsync(TempDirectory directory) =>
        new(await FakeHub.WithTinyModelAsync(), directory);

    /// <summary>The files and links below the cache, with their content or target. Paths are separated by
    /// <c>/</c>.</summary>
    public IReadOnlyDictionary<string, string> Tree() =>
        !System.IO.Directory.Exists(Cache.Directory)
            ? new Dictionary<string, string>()
            : System
                .IO.Directory.EnumerateFileSystemEntries(Cache.Directory, "*", SearchOption.AllDirectories)
                .Where(path => new FileInfo(path).LinkTarget is not null || File.Exists(path))
                .ToDictionary(
                    path => Path.GetRelativePath(Cache.Directory, path).Replace(Path.DirectorySeparatorChar, '/'),
                    path => SymbolicLinks.TargetOf(path) is { } target ? $"-> {target}" : File.ReadAllText(path)
                );

    /// <summary>What a failed download leaves in the cache: only the empty lock file.</summary>
    public void ShouldHaveKeptNothing() =>
        Tree()
            .Should()
            .NotContain(entry => !entry.Key.StartsWith(".locks/", StringComparison.Ordinal) || entry.Value.Length > 0);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Dispose();
        Log.Dispose();
    }
}
