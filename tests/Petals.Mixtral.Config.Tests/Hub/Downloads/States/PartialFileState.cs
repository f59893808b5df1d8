namespace Petals.Mixtral.Config.Tests.Hub.Downloads.States;

public enum PartState
{
    Absent,
    Empty,
    Begun,
    AlmostWhole,
    Whole,
    TooLong,
    Zeros,
    WholeOfZeros,
    EndsInZeros,
    LinkOutside,
    Directory,
}

public enum LargeBlobState
{
    Absent,
    Right,
    Truncated,
    Zeros,
}

public enum StoreState
{
    Sound,
    IgnoresRange,
    RejectsRange,
    HasOtherTag,
    EndsEarly,
}

/// <summary>What a crash, a power failure or another program left of a large file, and how the store sends
/// it.</summary>
internal sealed record PartialFileState(PartState Part, LargeBlobState Blob, StoreState Store, bool Force)
{
    public static IEnumerable<PartialFileState> All =>
        from part in Enum.GetValues<PartState>()
        from blob in Enum.GetValues<LargeBlobState>()
        from store in Enum.GetValues<StoreState>()
        from force in (bool[])[false, true]
        select new PartialFileState(part, blob, store, force);
}
