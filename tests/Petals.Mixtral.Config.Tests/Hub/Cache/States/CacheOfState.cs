namespace Petals.Mixtral.Config.Tests.Hub.Cache.States;

/// <summary>A cache in a given state, beside a directory with a secret that its links may lead to.</summary>
internal sealed class CacheOfState : IDisposable
{
    public const string Secret = "hf_this_is_a_secret";
    private static readonly HubContent Tiny = HubContent.Of(TinyConfig.Json);

    private readonly TempDirectory _directory = new();
    private readonly CacheState _state;
    private readonly string _outside;

    public CacheOfState(CacheState state)
    {
        _state = state;
        _outside = _directory.Write("outside/secret", Secret);
        Cache = new HubCacheBuilder(_directory);
        Directory.CreateDirectory(Cache.RepoFolder);
        AddRef();
        AddBlob();
        AddSnapshot();
        if (state.IsKnownAbsent)
        {
            Cache.KnownAbsent("config.json");
        }
    }

    public HubCacheBuilder Cache { get; }

    public bool IsOutsideUntouched =>
        Directory.GetFileSystemEntries(_directory.Path).Length == 2
        && Directory.GetFileSystemEntries(Path.GetDirectoryName(_outside)!).Length == 1
        && File.ReadAllText(_outside) == Secret;

    public void Dispose() => _directory.Dispose();

    private void AddRef() =>
        Add(
            Path.Combine(Cache.RepoFolder, "refs", "main"),
            _state.Ref switch
            {
                RefState.Right => path => File.WriteAllText(path, HubCacheBuilder.Commit),
                RefState.OtherCommit => path => File.WriteAllText(path, HubCacheBuilder.OtherCommit),
                RefState.Empty => path => File.WriteAllText(path, ""),
                RefState.Zeros => path => File.WriteAllBytes(path, new byte[40]),
                RefState.Garbage => path => File.WriteAllText(path, "garbage"),
                RefState.Directory => AddDirectory,
                RefState.LinkOutside => AddLinkOutside,
                RefState.Unreadable => path => SymbolicLinks.ToFile(path, "main"), // Root cannot open a cycle either.
                _ => null,
            }
        );

    private void AddBlob() =>
        Add(
            Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag),
            _state.Blob switch
            {
                BlobState.Right => path => File.WriteAllBytes(path, Tiny.Bytes),
                BlobState.Truncated => path => File.WriteAllBytes(path, Tiny.Bytes[..(Tiny.Bytes.Length / 2)]),
                BlobState.WrongBytes => path => File.WriteAllBytes(path, new byte[Tiny.Bytes.Length]),
                BlobState.Empty => path => File.WriteAllText(path, ""),
                BlobState.Directory => AddDirectory,
                BlobState.LinkOutside => AddLinkOutside,
                _ => null,
            }
        );

    private void AddSnapshot()
    {
        if (_state.Snapshot is SnapshotState.Absent)
        {
            return;
        }

        string blob = Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag);
        Add(
            Cache.PathOf("config.json"),
            _state.Snapshot switch
            {
                SnapshotState.File => path => File.WriteAllBytes(path, Tiny.Bytes),
                SnapshotState.Link => path => SymbolicLinks.ToFile(path, $"../../blobs/{Tiny.ETag}"),
                SnapshotState.AbsoluteLink => path => SymbolicLinks.ToFile(path, blob),
                SnapshotState.LinkToNothing => path => SymbolicLinks.ToFile(path, "../../blobs/nothing"),
                SnapshotState.LinkOutside => AddLinkOutside,
                SnapshotState.Directory => AddDirectory,
                _ => null,
            }
        );
    }

    private static void AddDirectory(string path) => Directory.CreateDirectory(path);

    private void AddLinkOutside(string path) => SymbolicLinks.ToFile(path, _outside);

    private static void Add(string path, Action<string>? add)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        add?.Invoke(path);
    }
}
