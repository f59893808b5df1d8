namespace Petals.Mixtral.Config.Tests.Support;

/// <summary>A test with a Hugging Face cache in its folder. It loads from that cache only.</summary>
public abstract class CacheTest : FolderTest, IAsyncLifetime
{
    protected const string Repo = HubCacheBuilder.Repo;
    protected const string Commit = HubCacheBuilder.Commit;
    protected const string OtherCommit = HubCacheBuilder.OtherCommit;
    protected const string FileName = "config.json";

    private protected static HubContent Tiny { get; } = HubContent.Of(TinyConfig.Json);

    private protected HubCacheBuilder Cache => new(Folder);

    private protected HubCache HubCache => new(Cache.Directory);

    /// <summary>The config.json of the snapshot.</summary>
    protected string SnapshotFile => Cache.PathOf(FileName);

    /// <summary>The blob of the tiny config.json.</summary>
    protected string Blob => Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag);

    /// <summary>The ref of main.</summary>
    protected string Main => Path.Combine(Cache.RepoFolder, "refs", "main");

    protected virtual PretrainedLoadOptions Options => Cache.Options;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected DistributedMixtralConfig Load(PretrainedLoadOptions? options = null, string model = Repo) =>
        DistributedMixtralConfig.FromPretrained(model, options: options ?? Options);

    /// <summary>Loads the tiny config.</summary>
    protected void ShouldLoad(PretrainedLoadOptions? options = null, string model = Repo) =>
        Load(options, model).HiddenSize.Should().Be(64);

    protected TException Fail<TException>(PretrainedLoadOptions? options = null, string model = Repo)
        where TException : Exception => Fail<TException>(() => Load(options, model));

    protected static TException Fail<TException>(Func<object?> call)
        where TException : Exception => call.Should().Throw<TException>().Which;
}
