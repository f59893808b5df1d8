using Petals.Mixtral.Config.Tests.Support;

namespace Petals.Mixtral.Config.Tests.Hub.Cache.States;

/// <summary>A cache on the disk that is in a given state, beside a directory with a secret to which its links
/// lead.</summary>
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

    private void AddRef()
    {
        string path = Parent(Path.Combine(Cache.RepoFolder, "refs", "main"));
        switch (_state.Ref)
        {
            case RefState.Right:
                File.WriteAllText(path, HubCacheBuilder.Commit);
                break;
            case RefState.OtherCommit:
                File.WriteAllText(path, HubCacheBuilder.OtherCommit);
                break;
            case RefState.Empty:
                File.WriteAllText(path, "");
                break;
            case RefState.Zeros:
                File.WriteAllBytes(path, new byte[40]);
                break;
            case RefState.Garbage:
                File.WriteAllText(path, "garbage");
                break;
            case RefState.Directory:
                Directory.CreateDirectory(path);
                break;
            case RefState.LinkOutside:
                SymbolicLinks.ToFile(path, _outside);
                break;
            case RefState.Unreadable:
                SymbolicLinks.ToFile(path, "main"); // A circle, which root cannot open either.
                break;
        }
    }

    private void AddBlob()
    {
        string path = Parent(Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag));
        switch (_state.Blob)
        {
            case BlobState.Right:
                File.WriteAllBytes(path, Tiny.Bytes);
                break;
            case BlobState.Truncated:
                File.WriteAllBytes(path, Tiny.Bytes[..(Tiny.Bytes.Length / 2)]);
                break;
            case BlobState.WrongBytes:
                File.WriteAllBytes(path, new byte[Tiny.Bytes.Length]);
                break;
            case BlobState.Empty:
                File.WriteAllText(path, "");
                break;
            case BlobState.Directory:
                Directory.CreateDirectory(path);
                break;
            case BlobState.LinkOutside:
                SymbolicLinks.ToFile(path, _outside);
                break;
        }
    }

    private void AddSnapshot()
    {
        if (_state.Snapshot is SnapshotState.Absent)
        {
            return;
        }

        string path = Parent(Cache.PathOf("config.json"));
        switch (_state.Snapshot)
        {
            case SnapshotState.File:
                File.WriteAllBytes(path, Tiny.Bytes);
                break;
            case SnapshotState.Link:
                SymbolicLinks.ToFile(path, $"../../blobs/{Tiny.ETag}");
                break;
            case SnapshotState.AbsoluteLink:
                SymbolicLinks.ToFile(path, Path.Combine(Cache.RepoFolder, "blobs", Tiny.ETag));
                break;
            case SnapshotState.LinkToNothing:
                SymbolicLinks.ToFile(path, "../../blobs/nothing");
                break;
            case SnapshotState.LinkOutside:
                SymbolicLinks.ToFile(path, _outside);
                break;
            case SnapshotState.Directory:
                Directory.CreateDirectory(path);
                break;
        }
    }

    private static string Parent(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
