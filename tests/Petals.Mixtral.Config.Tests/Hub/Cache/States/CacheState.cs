namespace Petals.Mixtral.Config.Tests.Hub.Cache.States;

public enum RefState
{
    Absent,
    Right,
    OtherCommit,
    Empty,
    Zeros,
    Garbage,
    Directory,
    LinkOutside,
    Unreadable,
}

public enum SnapshotState
{
    Absent,
    EmptyFolder,
    File,
    Link,
    AbsoluteLink,
    LinkToNothing,
    LinkOutside,
    Directory,
}

public enum BlobState
{
    Absent,
    Right,
    Truncated,
    WrongBytes,
    Empty,
    Directory,
    LinkOutside,
}

public enum AskingState
{
    Offline,
    Online,
    Force,
}

/// <summary>The state of one file in the cache, and whether requests are allowed.</summary>
internal sealed record CacheState(
    RefState Ref,
    SnapshotState Snapshot,
    BlobState Blob,
    bool IsKnownAbsent,
    AskingState Asking
)
{
    public static IEnumerable<CacheState> All =>
        from reference in Enum.GetValues<RefState>()
        from snapshot in Enum.GetValues<SnapshotState>()
        from blob in Enum.GetValues<BlobState>()
        from isKnownAbsent in (bool[])[false, true]
        from asking in Enum.GetValues<AskingState>()
        select new CacheState(reference, snapshot, blob, isKnownAbsent, asking);

    public bool HasConfig => Ref is RefState.Right && Fault is null;

    /// <summary>A part of the expected message if requests are not allowed. Null if the config is found.</summary>
    public string? Fault =>
        Ref switch
        {
            RefState.Absent => "no such ref",
            RefState.OtherCommit => "no such snapshot",
            RefState.Empty => "is empty",
            RefState.Zeros or RefState.Garbage => "expected a commit hash",
            RefState.Directory => "(a directory",
            RefState.LinkOutside => "leads out of the cache directory",
            RefState.Unreadable => "could not be opened",
            _ => FileFault,
        };

    private bool IsLinkToBlob => Snapshot is SnapshotState.Link or SnapshotState.AbsoluteLink;

    private string? FileFault =>
        Snapshot switch
        {
            SnapshotState.File => null,
            SnapshotState.LinkOutside => "leads out of the cache directory",
            _ when IsLinkToBlob => BlobFault,
            _ when IsKnownAbsent => "as an earlier request found",
            SnapshotState.Absent => "no such snapshot",
            SnapshotState.EmptyFolder => "no such file in the snapshot",
            SnapshotState.Directory => "(a directory",
            _ => "which does not exist",
        };

    private string? BlobFault =>
        Blob switch
        {
            BlobState.Right => null,
            BlobState.LinkOutside => "leads out of the cache directory",
            BlobState.Truncated or BlobState.WrongBytes or BlobState.Empty => "is damaged",
            _ when IsKnownAbsent => "as an earlier request found",
            _ => "which does not exist",
        };
}
